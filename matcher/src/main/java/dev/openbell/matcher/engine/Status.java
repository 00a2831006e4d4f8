package dev.openbell.matcher.engine;

/** Where an order is in its life. */
public enum Status {
    /** A stop whose time has not come. */
    WAITING(0),
    OPEN(1),
    PARTIALLY_FILLED(2),
    FILLED(3),
    CANCELLED(4),
    EXPIRED(5),
    /** A stop that was refused when its time came. */
    REJECTED(6);

    private static final Status[] BY_CODE = {WAITING, OPEN, PARTIALLY_FILLED, FILLED, CANCELLED, EXPIRED, REJECTED};

    /** As it stands in state and snapshots: never changed, never used again. */
    final int code;

    Status(int code) {
        this.code = code;
    }

    static Status of(int code) {
        return BY_CODE[code];
    }

    /** It may still trade. */
    public boolean isLive() {
        return code <= PARTIALLY_FILLED.code;
    }
}
