package dev.openbell.matcher.engine;

/** Why a command did nothing, and in which words the trader is told. */
public record Refused(Reason reason, String detail) {
    /** The names are those of the venue's contract. */
    public enum Reason {
        NOT_FOUND,
        UNKNOWN_ORDER,
        UNKNOWN_INSTRUMENT,
        IDEMPOTENCY_CONFLICT,
        ORDER_CLOSED,
        VALIDATION,
        INSUFFICIENT_FUNDS,
        INVALID_TICK,
        INVALID_LOT,
        BELOW_MIN_NOTIONAL,
        PRICE_OUT_OF_BAND,
        LIMIT_EXCEEDED
    }
}
