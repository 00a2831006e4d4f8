package dev.openbell.matcher.engine;

/** The house's own pockets, so that money never comes from nowhere or goes there. They may be negative; a wallet never. */
public enum House {
    FEES(-1),
    CFD(-2),
    GAP(-3),
    FINANCING(-4),
    GRANTS(-5);

    private final long account;

    House(long account) {
        this.account = account;
    }

    /** Below zero, where no trader's account can be. */
    public long account() {
        return account;
    }

    public static House of(long account) {
        for (var pocket : values()) if (pocket.account == account) return pocket;
        throw new IllegalArgumentException("no pocket of the house is numbered " + account);
    }
}
