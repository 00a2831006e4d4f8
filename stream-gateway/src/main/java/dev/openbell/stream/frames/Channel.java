package dev.openbell.stream.frames;

import java.util.Locale;

/** What can be subscribed to. */
public enum Channel {
    ORDERBOOK,
    TRADES,
    PRICES,
    /** Private: the account's own orders and fills. */
    ORDERS,
    /** Private: the account's own balances. */
    ACCOUNT;

    public boolean isPrivate() {
        return this == ORDERS || this == ACCOUNT;
    }

    /** Follows single instruments, which must be named. */
    public boolean needsInstruments() {
        return this == ORDERBOOK || this == TRADES;
    }

    /** The name on the wire. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
