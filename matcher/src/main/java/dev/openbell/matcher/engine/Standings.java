package dev.openbell.matcher.engine;

/** How many orders an account has open in an instrument. */
final class Standings extends Table {
    private static final int INSTRUMENT_AND_NEXT = 0, ORDERS = 1;

    private final Accounts accounts;

    Standings(Accounts accounts) {
        super(2);
        this.accounts = accounts;
    }

    int orders(int account, int instrument) {
        int standing = find(account, instrument);
        return standing == NONE ? 0 : (int) get(standing, ORDERS);
    }

    void count(int account, int instrument, int change) {
        int standing = find(account, instrument);
        if (standing == NONE) {
            standing = add();
            set(standing, INSTRUMENT_AND_NEXT, pair(instrument, accounts.standings(account)));
            accounts.standings(account, standing);
        }
        increase(standing, ORDERS, change);
    }

    private int find(int account, int instrument) {
        int standing = accounts.standings(account);
        while (standing != NONE && high(standing, INSTRUMENT_AND_NEXT) != instrument) {
            standing = low(standing, INSTRUMENT_AND_NEXT);
        }
        return standing;
    }
}
