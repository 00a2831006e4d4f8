package dev.openbell.matcher.engine;

/** Which way an order goes. */
public enum Side {
    BUY,
    SELL;

    Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}
