package dev.openbell.matcher.engine;

import java.util.function.LongConsumer;

/** Every trader at this venue, and the house's own pockets. */
final class Accounts extends Table {
    private static final int ID = 0,
            FLAGS = 1,
            WALLETS_AND_STANDINGS = 2,
            NEWEST_AND_TIMER = 3,
            NOTIONAL = 4,
            MOST_ORDERS_AND_POSITIONS = 5,
            MOST_NOTIONAL = 6,
            STRIKES = 7,
            POSITIONS = 8;
    private static final int SYNTHETIC = 1, SUSPENDED = 2;

    private final ById byId = new ById();

    Accounts() {
        super(9);
    }

    private final class ById extends Index {
        ById() {
            super(1 << 10);
        }

        @Override
        boolean is(int account, long id, long more) {
            return id(account) == id;
        }
    }

    int open(long id, boolean synthetic) {
        int account = add();
        set(account, ID, id);
        set(account, FLAGS, synthetic ? SYNTHETIC : 0);
        limits(account, Limits.DEFAULT);
        byId.put(Index.hash(id), account);
        return account;
    }

    /** The account of this number, or none. */
    int find(long id) {
        return byId.find(Index.hash(id), id, 0);
    }

    /** Accounts are never closed: each row is one. */
    void forEach(LongConsumer each) {
        for (int account = 1; account < end(); account++) if (!isHouse(account)) each.accept(id(account));
    }

    long id(int account) {
        return get(account, ID);
    }

    boolean isHouse(int account) {
        return id(account) < 0;
    }

    boolean synthetic(int account) {
        return (get(account, FLAGS) & SYNTHETIC) != 0;
    }

    boolean suspended(int account) {
        return (get(account, FLAGS) & SUSPENDED) != 0;
    }

    void suspended(int account, boolean now) {
        set(account, FLAGS, now ? get(account, FLAGS) | SUSPENDED : get(account, FLAGS) & ~SUSPENDED);
    }

    /** The first of its wallets; each knows the next. */
    int wallets(int account) {
        return high(account, WALLETS_AND_STANDINGS);
    }

    void wallets(int account, int first) {
        setHigh(account, WALLETS_AND_STANDINGS, first);
    }

    /** The first of its standings; each knows the next. */
    int standings(int account) {
        return low(account, WALLETS_AND_STANDINGS);
    }

    void standings(int account, int first) {
        setLow(account, WALLETS_AND_STANDINGS, first);
    }

    /** The newest of its open orders; each knows the next older one. */
    int newest(int account) {
        return high(account, NEWEST_AND_TIMER);
    }

    void newest(int account, int order) {
        setHigh(account, NEWEST_AND_TIMER, order);
    }

    /** The newest of its open positions; each knows the next older one. */
    int newestPosition(int account) {
        return high(account, POSITIONS);
    }

    void newestPosition(int account, int position) {
        setHigh(account, POSITIONS, position);
    }

    /** How many positions it has open. */
    int positions(int account) {
        return low(account, POSITIONS);
    }

    void countPositions(int account, int change) {
        setLow(account, POSITIONS, positions(account) + change);
    }

    int timer(int account) {
        return low(account, NEWEST_AND_TIMER);
    }

    void timer(int account, int place) {
        setLow(account, NEWEST_AND_TIMER, place);
    }

    /** What all its open orders are worth at their own prices, and its positions at those at which they were opened. */
    long openNotional(int account) {
        return get(account, NOTIONAL);
    }

    void addOpenNotional(int account, long change) {
        increase(account, NOTIONAL, change);
    }

    Limits limits(int account) {
        return new Limits(
                high(account, MOST_ORDERS_AND_POSITIONS),
                low(account, MOST_ORDERS_AND_POSITIONS),
                mostOpenNotional(account));
    }

    void limits(int account, Limits limits) {
        set(account, MOST_ORDERS_AND_POSITIONS, pair(limits.ordersPerInstrument(), limits.positions()));
        set(account, MOST_NOTIONAL, limits.openNotional());
    }

    int mostPositions(int account) {
        return low(account, MOST_ORDERS_AND_POSITIONS);
    }

    int mostOrders(int account) {
        return high(account, MOST_ORDERS_AND_POSITIONS);
    }

    long mostOpenNotional(int account) {
        return get(account, MOST_NOTIONAL);
    }

    /** When the dead-man's switch strikes; 0 while it is off. */
    long strikesAt(int account) {
        return get(account, STRIKES);
    }

    void strikesAt(int account, long at) {
        set(account, STRIKES, at);
    }

    void writeAll(StateWriter state) {
        write(state);
        byId.write(state);
    }

    void readAll(StateReader state) {
        read(state);
        byId.read(state);
    }
}
