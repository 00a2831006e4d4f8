package dev.openbell.history.candles;

import dev.openbell.chassis.money.E8;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Trades as a market has them: busy minutes, several at one moment, and then nothing for hours. */
public final class RandomTrades {
    private RandomTrades() {}

    /** In the order of time. */
    public static List<Trade> from(Random random, String instrument, long start, int count) {
        var trades = new ArrayList<Trade>(count);
        long time = start;
        long price = E8.parse("100");
        for (int i = 0; i < count; i++) {
            time += pause(random);
            price = Math.max(1, price + random.nextLong(-E8.ONE, E8.ONE));
            trades.add(Trade.newBuilder()
                    .setTradeId("%s-%06d".formatted(instrument, i))
                    .setInstrument(instrument)
                    .setPriceE8(price)
                    .setQuantityE8(1 + random.nextLong(100 * E8.ONE))
                    .setTakerSide(random.nextBoolean() ? Side.BUY : Side.SELL)
                    .setTimestampMicros(time)
                    .build());
        }
        return trades;
    }

    private static long pause(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> random.nextLong(240 * Pencil.MINUTE);
            case 1, 2, 3 -> random.nextLong(3 * Pencil.MINUTE);
            case 4, 5, 6, 7, 8, 9 -> random.nextLong(Pencil.MINUTE / 10);
            default -> random.nextInt(2);
        };
    }
}
