package dev.openbell.matcher.engine;

import java.util.Arrays;

/** What is due at a time of its own: the earliest in front. Each knows its place, so that it can be taken out again. */
final class Timers {
    private static final int ORDER = 0, ACCOUNT = 1;

    private final Orders orders;
    private final Accounts accounts;

    // A heap; place 0 stays empty, so that place 0 means "no timer".
    private long[] at = new long[64];
    private long[] what = new long[64];
    private int count;

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
        if (orders.timer(order) != 0) remove(orders.timer(order));
    }

    void calm(int account) {
        if (accounts.timer(account) != 0) remove(accounts.timer(account));
    }

    /** When something is due next; {@link Long#MAX_VALUE} when nothing is. */
    long next() {
        return count == 0 ? Long.MAX_VALUE : at[1];
    }

    /** Whether what is due next is an order that expires, not an account whose switch strikes. */
    boolean nextIsOrder() {
        return (what[1] & 1) == ORDER;
    }

    /** Takes out what is due next. */
    int take() {
        int row = (int) (what[1] >>> 1);
        remove(1);
        return row;
    }

    private void add(long when, long who) {
        if (++count == at.length) {
            at = Arrays.copyOf(at, count * 2);
            what = Arrays.copyOf(what, count * 2);
        }
        up(count, when, who);
    }

    private void remove(int place) {
        moved(what[place], 0);
        long when = at[count], who = what[count];
        if (place == count--) return;
        if (place > 1 && isBefore(when, who, place >>> 1)) up(place, when, who);
        else down(place, when, who);
    }

    private void up(int place, long when, long who) {
        while (place > 1 && isBefore(when, who, place >>> 1)) {
            put(place, at[place >>> 1], what[place >>> 1]);
            place >>>= 1;
        }
        put(place, when, who);
    }

    private void down(int place, long when, long who) {
        while (place * 2 <= count) {
            int child = place * 2;
            if (child < count && isBefore(at[child + 1], what[child + 1], child)) child++;
            if (isBefore(when, who, child)) break;
            put(place, at[child], what[child]);
            place = child;
        }
        put(place, when, who);
    }

    private boolean isBefore(long when, long who, int other) {
        return when != at[other] ? when < at[other] : who < what[other];
    }

    private void put(int place, long when, long who) {
        at[place] = when;
        what[place] = who;
        moved(who, place);
    }

    private void moved(long who, int place) {
        int row = (int) (who >>> 1);
        if ((who & 1) == ORDER) orders.timer(row, place);
        else accounts.timer(row, place);
    }

    void write(StateWriter state) {
        state.number(count);
        state.numbers(at, count + 1);
        state.numbers(what, count + 1);
    }

    void read(StateReader state) {
        count = (int) state.number();
        at = new long[Math.max(64, count * 2)];
        what = new long[at.length];
        state.numbers(at, count + 1);
        state.numbers(what, count + 1);
    }
}
