package dev.openbell.matcher.engine;

/** Which way an order goes. */
public enum Side {
    BUY,
    SELL;

    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }

    /** Whether a price is as good as this limit, or better, for the one who trades this way. */
    boolean accepts(long limit, long price) {
        return this == BUY ? price <= limit : price >= limit;
    }
}
