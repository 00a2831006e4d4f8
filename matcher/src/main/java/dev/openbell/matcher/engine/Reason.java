package dev.openbell.matcher.engine;

/** Why an order ended without being filled. */
public enum Reason {
    NONE(0, ""),
    USER(1, "user"),
    IOC(2, "ioc"),
    COLLAR(3, "collar"),
    NO_LIQUIDITY(4, "no_liquidity"),
    SELF_TRADE(5, "self_trade"),
    DEAD_MAN(6, "dead_man"),
    DISCONNECT(7, "disconnect"),
    SUSPENDED(8, "suspended"),
    EXPIRED(9, "expired"),
    // A stop that was refused when its time came.
    INSUFFICIENT_FUNDS(10, "insufficient_funds"),
    PRICE_OUT_OF_BAND(11, "price_out_of_band"),
    WOULD_TAKE(12, "would_take"),
    UNFILLABLE(13, "unfillable"),
    LIMIT_EXCEEDED(14, "limit_exceeded"),
    BELOW_MIN_NOTIONAL(15, "below_min_notional"),
    INVALID_TICK(16, "invalid_tick"),
    INVALID_LOT(17, "invalid_lot");

    private static final Reason[] BY_CODE = values();

    /** As it stands in state and snapshots: never changed, never used again. */
    final int code;

    private final String word;

    Reason(int code, String word) {
        this.code = code;
        this.word = word;
    }

    static Reason of(int code) {
        return BY_CODE[code];
    }

    /** Why a stop ends that was refused when its time came. */
    static Reason of(Refused refused) {
        return valueOf(refused.code());
    }

    /** As the contract says it. */
    public String word() {
        return word;
    }
}
