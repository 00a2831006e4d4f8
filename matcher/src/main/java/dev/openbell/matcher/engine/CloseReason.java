package dev.openbell.matcher.engine;

/** Why a position was closed. */
public enum CloseReason {
    NONE(0),
    /** By its owner. */
    CLOSED(1),
    STOP_LOSS(2),
    TAKE_PROFIT(3),
    TRAILING_STOP(4),
    LIQUIDATED(5);

    private static final CloseReason[] BY_CODE = values();

    /** As it stands in state and snapshots: never changed, never used again. */
    final int code;

    CloseReason(int code) {
        this.code = code;
    }

    static CloseReason of(int code) {
        return BY_CODE[code];
    }
}
