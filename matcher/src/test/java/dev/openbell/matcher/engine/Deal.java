package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Floor.e8;

import dev.openbell.chassis.money.E8;

/** So much at such a price, as traders say it: {@code 5 @ 100.00}. */
record Deal(long quantity, long price) {
    static Deal of(String words) {
        var parts = words.split(" @ ", -1);
        return new Deal(e8(parts[0]), e8(parts[1]));
    }

    @Override
    public String toString() {
        return E8.format(quantity) + " @ " + E8.format(price);
    }
}
