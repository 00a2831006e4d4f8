package dev.openbell.matcher.engine;

/** How an order wants to trade. */
public enum OrderType {
    LIMIT(0),
    MARKET(1),
    /** Waits for the last trade to reach its stop price, then is a market order. */
    STOP(2),
    /** Waits for the last trade to reach its stop price, then is a limit order. */
    STOP_LIMIT(3);

    private static final OrderType[] BY_CODE = {LIMIT, MARKET, STOP, STOP_LIMIT};

    /** As it stands in state and snapshots: never changed, never used again. */
    final int code;

    OrderType(int code) {
        this.code = code;
    }

    static OrderType of(int code) {
        return BY_CODE[code];
    }

    public boolean hasLimit() {
        return this == LIMIT || this == STOP_LIMIT;
    }

    public boolean waits() {
        return this == STOP || this == STOP_LIMIT;
    }
}
