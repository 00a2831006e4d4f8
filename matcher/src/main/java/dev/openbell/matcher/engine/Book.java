package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Table.NONE;

/** The resting orders of one instrument: best price first, and within a price the oldest first. */
final class Book {
    /** What a match means for everything that is not the book. */
    interface Matching {
        /** Two orders have traded, at the price of the one that rested. Both know already what they have left. */
        void traded(int resting, int incoming, long price, long quantity);

        /** An order met one of its own account. Answers whether it may go on. */
        boolean metItself(int resting, int incoming);
    }

    private final Orders orders;
    private final LevelRows levels;
    private final Levels bids, asks;

    Book(Orders orders, LevelRows levels, Rungs rungs, long grid) {
        this.orders = orders;
        this.levels = levels;
        bids = Levels.highestFirst(levels, rungs, grid);
        asks = Levels.lowestFirst(levels, rungs, grid);
    }

    /** Trades what can be traded within the limit. */
    void match(int incoming, long limit, Matching matching) {
        var side = orders.side(incoming);
        var queue = side(side.opposite());
        int account = orders.account(incoming);
        long open = orders.open(incoming);
        // A sum that is not spent when the others have nothing left may still meet its own account.
        while (open > 0 || orders.isCutShort(incoming)) {
            int level = queue.best();
            if (level == NONE) return;
            long price = levels.price(level);
            if (!side.accepts(limit, price)) return;
            int resting = levels.oldest(level);
            if (orders.account(resting) == account) {
                if (!matching.metItself(resting, incoming)) return;
                continue;
            }
            if (open == 0) return;
            long left = orders.open(resting);
            long quantity = Math.min(left, open);
            open -= quantity;
            orders.open(incoming, open);
            orders.open(resting, left - quantity);
            levels.change(level, -quantity);
            if (left == quantity) leave(queue, level, resting);
            matching.traded(resting, incoming, price, quantity);
        }
    }

    void rest(int order) {
        levels.join(side(orders.side(order)).at(orders.price(order)), order);
    }

    void remove(int order) {
        leave(side(orders.side(order)), orders.level(order), order);
    }

    /** Less of an order that rests; it keeps its place. */
    void reduce(int order, long by) {
        orders.open(order, orders.open(order) - by);
        levels.change(orders.level(order), -by);
    }

    private void leave(Levels side, int level, int order) {
        levels.leave(level, order);
        if (levels.isEmpty(level)) side.drop(level);
    }

    Levels side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    void write(StateWriter state) {
        bids.write(state);
        asks.write(state);
    }

    void read(StateReader state) {
        bids.read(state);
        asks.read(state);
    }
}
