package dev.openbell.matcher.engine;

/** Every order that is open or still remembered. What matching needs stands first, so that it lies together in memory. */
final class Orders extends Table {
    private static final int ID = 0,
            PRICE = 1,
            OPEN = 2,
            QUEUE = 3,
            LEVEL_AND_ACCOUNT = 4,
            TRAITS = 5,
            HOLD = 6,
            FILLED = 7,
            QUANTITY = 8,
            TRADED = 9,
            CREATED = 10,
            UPDATED = 11,
            SIBLINGS = 12,
            STOP = 13,
            EXPIRES = 14,
            TEXT_AND_FILLS = 15,
            TIMER_AND_KEY = 16,
            BUDGET = 17,
            SESSION = 18;

    // The traits share one number.
    private static final int SIDE = 0,
            TYPE = 1,
            TIME_IN_FORCE = 3,
            POST_ONLY = 5,
            SELF_TRADE = 6,
            STATUS = 8,
            TRIGGERED = 11,
            SYNTHETIC = 12,
            CUT_SHORT = 13,
            REASON = 16,
            INSTRUMENT = 32;

    private final ById byId = new ById();

    Orders() {
        super(19);
    }

    private final class ById extends Index {
        ById() {
            super(1 << 14);
        }

        @Override
        boolean is(int order, long id, long more) {
            return id(order) == id;
        }
    }

    int add(long id) {
        int order = add();
        set(order, ID, id);
        byId.put(Index.hashOfCount(id), order);
        return order;
    }

    /** The order of this number, or none. */
    int find(long id) {
        return byId.find(Index.hashOfCount(id), id, 0);
    }

    void forget(int order) {
        byId.remove(Index.hashOfCount(id(order)), order);
        drop(order);
    }

    long id(int order) {
        return get(order, ID);
    }

    /** The limit; 0 for none. */
    long price(int order) {
        return get(order, PRICE);
    }

    void price(int order, long price) {
        set(order, PRICE, price);
    }

    /** What may still trade. */
    long open(int order) {
        return get(order, OPEN);
    }

    void open(int order, long quantity) {
        set(order, OPEN, quantity);
    }

    // Its place in the queue of its level.

    int before(int order) {
        return high(order, QUEUE);
    }

    int behind(int order) {
        return low(order, QUEUE);
    }

    void before(int order, int other) {
        setHigh(order, QUEUE, other);
    }

    void behind(int order, int other) {
        setLow(order, QUEUE, other);
    }

    void queue(int order, int level, int before, int behind) {
        set(order, QUEUE, pair(before, behind));
        setHigh(order, LEVEL_AND_ACCOUNT, level);
    }

    /** Where it rests, or waits; none while it does neither. */
    int level(int order) {
        return high(order, LEVEL_AND_ACCOUNT);
    }

    int account(int order) {
        return low(order, LEVEL_AND_ACCOUNT);
    }

    void account(int order, int account) {
        setLow(order, LEVEL_AND_ACCOUNT, account);
    }

    void traits(
            int order,
            Side side,
            OrderType type,
            TimeInForce timeInForce,
            boolean postOnly,
            SelfTrade selfTrade,
            Status status,
            boolean synthetic,
            int instrument) {
        set(
                order,
                TRAITS,
                (side == Side.SELL ? 1L << SIDE : 0)
                        | ((long) type.code << TYPE)
                        | ((long) timeInForce.code << TIME_IN_FORCE)
                        | (postOnly ? 1L << POST_ONLY : 0)
                        | ((long) selfTrade.code << SELF_TRADE)
                        | ((long) status.code << STATUS)
                        | (synthetic ? 1L << SYNTHETIC : 0)
                        | ((long) instrument << INSTRUMENT));
    }

    private int trait(int order, int at, int bits) {
        return (int) (get(order, TRAITS) >>> at) & ((1 << bits) - 1);
    }

    private void trait(int order, int at, int bits, int value) {
        long mask = ((1L << bits) - 1) << at;
        set(order, TRAITS, (get(order, TRAITS) & ~mask) | ((long) value << at));
    }

    Side side(int order) {
        return trait(order, SIDE, 1) == 0 ? Side.BUY : Side.SELL;
    }

    OrderType type(int order) {
        return OrderType.of(trait(order, TYPE, 2));
    }

    TimeInForce timeInForce(int order) {
        return TimeInForce.of(trait(order, TIME_IN_FORCE, 2));
    }

    boolean postOnly(int order) {
        return trait(order, POST_ONLY, 1) != 0;
    }

    SelfTrade selfTrade(int order) {
        return SelfTrade.of(trait(order, SELF_TRADE, 2));
    }

    Status status(int order) {
        return Status.of(trait(order, STATUS, 3));
    }

    void status(int order, Status status) {
        trait(order, STATUS, 3, status.code);
    }

    boolean isLive(int order) {
        return status(order).isLive();
    }

    boolean triggered(int order) {
        return trait(order, TRIGGERED, 1) != 0;
    }

    void trigger(int order) {
        trait(order, TRIGGERED, 1, 1);
    }

    boolean synthetic(int order) {
        return trait(order, SYNTHETIC, 1) != 0;
    }

    /** A market buy by a sum that the book cannot fill: what is left over is cancelled. */
    void cutShort(int order) {
        trait(order, CUT_SHORT, 1, 1);
    }

    boolean isCutShort(int order) {
        return trait(order, CUT_SHORT, 1) != 0;
    }

    Reason reason(int order) {
        return Reason.of(trait(order, REASON, 8));
    }

    void reason(int order, Reason reason) {
        trait(order, REASON, 8, reason.code);
    }

    int instrument(int order) {
        return (int) (get(order, TRAITS) >>> INSTRUMENT);
    }

    /** What of its owner's wallet is held for it: the quote asset of a buy, the base asset of a sell. */
    long hold(int order) {
        return get(order, HOLD);
    }

    void hold(int order, long amount) {
        set(order, HOLD, amount);
    }

    long filled(int order) {
        return get(order, FILLED);
    }

    long quantity(int order) {
        return get(order, QUANTITY);
    }

    void quantity(int order, long quantity) {
        set(order, QUANTITY, quantity);
    }

    /** Price × quantity of all its trades, for the average. */
    long traded(int order) {
        return get(order, TRADED);
    }

    void filled(int order, long quantity, long cost) {
        increase(order, FILLED, quantity);
        increase(order, TRADED, cost);
    }

    long createdAt(int order) {
        return get(order, CREATED);
    }

    void createdAt(int order, long now) {
        set(order, CREATED, now);
        set(order, UPDATED, now);
    }

    long updatedAt(int order) {
        return get(order, UPDATED);
    }

    void updatedAt(int order, long now) {
        set(order, UPDATED, now);
    }

    // Its place among the open orders of its account.

    int newer(int order) {
        return high(order, SIBLINGS);
    }

    int older(int order) {
        return low(order, SIBLINGS);
    }

    void newer(int order, int other) {
        setHigh(order, SIBLINGS, other);
    }

    void older(int order, int other) {
        setLow(order, SIBLINGS, other);
    }

    /** The trigger; 0 for none. */
    long stop(int order) {
        return get(order, STOP);
    }

    void stop(int order, long price) {
        set(order, STOP, price);
    }

    /** When it expires; 0 for never. */
    long expiresAt(int order) {
        return get(order, EXPIRES);
    }

    void expiresAt(int order, long at) {
        set(order, EXPIRES, at);
    }

    /** The text of its key. */
    int text(int order) {
        return high(order, TEXT_AND_FILLS);
    }

    void text(int order, int text) {
        setHigh(order, TEXT_AND_FILLS, text);
    }

    /** The newest of its fills. */
    int fills(int order) {
        return low(order, TEXT_AND_FILLS);
    }

    void fills(int order, int newest) {
        setLow(order, TEXT_AND_FILLS, newest);
    }

    int timer(int order) {
        return high(order, TIMER_AND_KEY);
    }

    void timer(int order, int place) {
        setHigh(order, TIMER_AND_KEY, place);
    }

    /** What is remembered of the command that placed it. */
    int key(int order) {
        return low(order, TIMER_AND_KEY);
    }

    void key(int order, int key) {
        setLow(order, TIMER_AND_KEY, key);
    }

    /** The most that a market buy may spend; 0 for no such limit. */
    long budget(int order) {
        return get(order, BUDGET);
    }

    void budget(int order, long amount) {
        set(order, BUDGET, amount);
    }

    /** The order session that placed it; 0 for none. */
    long session(int order) {
        return get(order, SESSION);
    }

    void session(int order, long session) {
        set(order, SESSION, session);
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
