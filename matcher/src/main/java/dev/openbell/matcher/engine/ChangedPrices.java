package dev.openbell.matcher.engine;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** The prices of one side of a book whose levels the present command has changed. */
final class ChangedPrices {
    private long[] prices = new long[16];
    private int count;

    void add(long price) {
        if (count > 0 && prices[count - 1] == price) return;
        if (count == prices.length) prices = Arrays.copyOf(prices, count * 2);
        prices[count++] = price;
    }

    /** Each once, the lowest first, and then none. */
    void drain(LongConsumer each) {
        if (count > 1) Arrays.sort(prices, 0, count);
        for (int i = 0; i < count; i++) {
            if (i == 0 || prices[i - 1] != prices[i]) each.accept(prices[i]);
        }
        count = 0;
    }
}
