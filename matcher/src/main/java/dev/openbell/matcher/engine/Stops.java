package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Table.NONE;

import java.util.Arrays;

/** The stops of one instrument, each waiting for the last trade to reach its price. */
final class Stops {
    static final long[] NOTHING = {};

    private final Orders orders;
    private final LevelRows levels;
    private final Levels buys, sells;
    private long[] found = new long[16];
    private int count;

    Stops(Orders orders, LevelRows levels, Rungs rungs, long grid) {
        this.orders = orders;
        this.levels = levels;
        // In front stands what a small move sets off.
        buys = Levels.lowestFirst(levels, rungs, grid);
        sells = Levels.highestFirst(levels, rungs, grid);
    }

    void add(int order) {
        levels.join(side(orders.side(order)).at(orders.stop(order)), order);
    }

    void remove(int order) {
        var side = side(orders.side(order));
        int level = orders.level(order);
        levels.leave(level, order);
        if (levels.isEmpty(level)) side.drop(level);
    }

    /** Takes out what trades between these prices set off: the ids, in the order in which they came. */
    long[] setOff(long lowestTrade, long highestTrade) {
        count = 0;
        take(buys, Side.BUY, highestTrade);
        take(sells, Side.SELL, lowestTrade);
        if (count == 0) return NOTHING;
        var ids = Arrays.copyOf(found, count);
        // Ids count up, so their order is the order of arrival.
        Arrays.sort(ids);
        return ids;
    }

    private void take(Levels side, Side which, long trade) {
        for (int level = side.best(); level != NONE && which.accepts(trade, levels.price(level)); level = side.best()) {
            int order = levels.oldest(level);
            if (count == found.length) found = Arrays.copyOf(found, count * 2);
            found[count++] = orders.id(order);
            remove(order);
        }
    }

    private Levels side(Side side) {
        return side == Side.BUY ? buys : sells;
    }

    void regrid(long grid) {
        buys.regrid(grid);
        sells.regrid(grid);
    }

    void write(StateWriter state) {
        buys.write(state);
        sells.write(state);
    }

    void read(StateReader state) {
        buys.read(state);
        sells.read(state);
    }
}
