package dev.openbell.matcher.engine;

/** What is due at a time of its own: the earliest in front. */
final class Timers extends Heap {
    private static final int ORDER = 0, ACCOUNT = 1;

    private final Orders orders;
    private final Accounts accounts;

    Timers(Orders orders, Accounts accounts) {
        this.orders = orders;
        this.accounts = accounts;
    }

    void expire(int order, long when) {
        add(when, ((long) order << 1) | ORDER);
    }

    void strike(int account, long when) {
        calm(account);
        add(when, ((long) account << 1) | ACCOUNT);
    }

    void cancel(int order) {
        if (orders.timer(order) != NOWHERE) remove(orders.timer(order));
    }

    void calm(int account) {
        if (accounts.timer(account) != NOWHERE) remove(accounts.timer(account));
    }

    /** When something is due next; {@link Long#MAX_VALUE} when nothing is. */
    long next() {
        return isEmpty() ? Long.MAX_VALUE : lowest();
    }

    /** Whether what is due next is an order that expires, not an account whose switch strikes. */
    boolean nextIsOrder() {
        return (first() & 1) == ORDER;
    }

    /** Takes out what is due next. */
    int take() {
        int row = (int) (first() >>> 1);
        remove(1);
        return row;
    }

    @Override
    void moved(long who, int place) {
        int row = (int) (who >>> 1);
        if ((who & 1) == ORDER) orders.timer(row, place);
        else accounts.timer(row, place);
    }
}
