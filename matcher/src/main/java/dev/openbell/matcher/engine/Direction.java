package dev.openbell.matcher.engine;

/** What a position hopes for. */
public enum Direction {
    /** That the price rises. */
    LONG(1),
    /** That it falls. */
    SHORT(-1);

    private final int sign;

    Direction(int sign) {
        this.sign = sign;
    }

    /** What is gained when the price changes by so much. */
    long gain(long change) {
        return sign * change;
    }

    /** The price at which a position is opened: whoever buys pays the ask. */
    long entry(long bid, long ask) {
        return this == LONG ? ask : bid;
    }

    /** The price at which it would be closed. */
    long mark(long bid, long ask) {
        return this == LONG ? bid : ask;
    }
}
