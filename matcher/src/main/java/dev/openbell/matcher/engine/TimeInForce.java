package dev.openbell.matcher.engine;

/** How long an order stands. */
public enum TimeInForce {
    /** Until it is cancelled. */
    GTC(0),
    /** What does not trade at once is cancelled. */
    IOC(1),
    /** All at once, or refused. */
    FOK(2),
    /** Until its time. */
    GTD(3);

    private static final TimeInForce[] BY_CODE = {GTC, IOC, FOK, GTD};

    /** As it stands in state and snapshots: never changed, never used again. */
    final int code;

    TimeInForce(int code) {
        this.code = code;
    }

    static TimeInForce of(int code) {
        return BY_CODE[code];
    }

    boolean rests() {
        return this == GTC || this == GTD;
    }
}
