package dev.openbell.matcher.engine;

/** The prices at which something stands, of all books, each with its queue: the oldest order in front. */
final class LevelRows extends Table {
    private static final int PRICE = 0, QUANTITY = 1, QUEUE = 2, NEIGHBOURS = 3, ORDERS = 4, KEY = 5;

    private final Orders orders;

    LevelRows(Orders orders) {
        super(6);
        this.orders = orders;
    }

    int add(long price, long key) {
        int level = add();
        set(level, PRICE, price);
        set(level, KEY, key);
        return level;
    }

    long price(int level) {
        return get(level, PRICE);
    }

    /** The price on the grid of its book. */
    long key(int level) {
        return get(level, KEY);
    }

    void key(int level, long key) {
        set(level, KEY, key);
    }

    long quantity(int level) {
        return get(level, QUANTITY);
    }

    void change(int level, long quantity) {
        increase(level, QUANTITY, quantity);
    }

    int orders(int level) {
        return (int) get(level, ORDERS);
    }

    boolean isEmpty(int level) {
        return get(level, ORDERS) == 0;
    }

    int oldest(int level) {
        return high(level, QUEUE);
    }

    int newest(int level) {
        return low(level, QUEUE);
    }

    int below(int level) {
        return high(level, NEIGHBOURS);
    }

    int above(int level) {
        return low(level, NEIGHBOURS);
    }

    void below(int level, int neighbour) {
        setHigh(level, NEIGHBOURS, neighbour);
    }

    void above(int level, int neighbour) {
        setLow(level, NEIGHBOURS, neighbour);
    }

    void join(int level, int order) {
        int last = newest(level);
        orders.queue(order, level, last, NONE);
        if (last == NONE) {
            set(level, QUEUE, pair(order, order));
        } else {
            orders.behind(last, order);
            setLow(level, QUEUE, order);
        }
        increase(level, QUANTITY, orders.open(order));
        increase(level, ORDERS, 1);
    }

    void leave(int level, int order) {
        int before = orders.before(order), behind = orders.behind(order);
        if (before == NONE) setHigh(level, QUEUE, behind);
        else orders.behind(before, behind);
        if (behind == NONE) setLow(level, QUEUE, before);
        else orders.before(behind, before);
        orders.queue(order, NONE, NONE, NONE);
        increase(level, QUANTITY, -orders.open(order));
        increase(level, ORDERS, -1);
    }
}
