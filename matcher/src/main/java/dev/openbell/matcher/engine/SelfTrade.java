package dev.openbell.matcher.engine;

/** What happens when an order would trade with one of the same account. The incoming order chooses. */
public enum SelfTrade {
    CANCEL_NEWEST(0),
    CANCEL_OLDEST(1),
    CANCEL_BOTH(2);

    private static final SelfTrade[] BY_CODE = {CANCEL_NEWEST, CANCEL_OLDEST, CANCEL_BOTH};

    /** As it stands in state and snapshots: never changed, never used again. */
    final int code;

    SelfTrade(int code) {
        this.code = code;
    }

    static SelfTrade of(int code) {
        return BY_CODE[code];
    }
}
