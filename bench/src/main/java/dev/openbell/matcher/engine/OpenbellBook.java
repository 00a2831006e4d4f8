package dev.openbell.matcher.engine;

import dev.openbell.bench.engine.Contestant;
import dev.openbell.bench.engine.Flow;
import dev.openbell.bench.engine.Outcome;

/** The engine's book without accounts, money and keys around it. */
public final class OpenbellBook implements Contestant, Book.Matching {
    private static final long GRID = 1;

    private final Orders orders = new Orders();
    private final LevelRows levels = new LevelRows(orders);
    private final Book book = new Book(orders, levels, new Rungs(), GRID);
    private long trades, quantity, notional;

    @Override
    public void carryOut(Flow flow, int from, int to) {
        for (int i = from; i < to; i++) {
            switch (flow.ask(i)) {
                case LIMIT -> {
                    int order = come(flow, i, TimeInForce.GTC);
                    if (orders.open(order) > 0) book.rest(order);
                    else orders.forget(order);
                }
                case IOC -> orders.forget(come(flow, i, TimeInForce.IOC));
                case CANCEL -> {
                    int order = orders.find(flow.order(i));
                    book.remove(order);
                    orders.forget(order);
                }
                case MOVE -> move(orders.find(flow.order(i)), flow.price(i));
            }
        }
    }

    private int come(Flow flow, int i, TimeInForce timeInForce) {
        int order = orders.add(flow.order(i));
        var side = flow.side(i);
        orders.traits(order, side, OrderType.LIMIT, timeInForce, false, SelfTrade.CANCEL_NEWEST, Status.OPEN, false, 0);
        // Buyers and sellers are others, so that every match is a trade.
        orders.account(order, side == Side.BUY ? 1 : 2);
        orders.price(order, flow.price(i));
        orders.open(order, flow.quantity(i));
        book.match(order, flow.price(i), this);
        return order;
    }

    private void move(int order, long price) {
        book.remove(order);
        orders.price(order, price);
        book.match(order, price, this);
        if (orders.open(order) > 0) book.rest(order);
        else orders.forget(order);
    }

    @Override
    public void traded(int resting, int incoming, long price, long some) {
        trades++;
        quantity += some;
        notional += some * price;
        if (orders.open(resting) == 0) orders.forget(resting);
    }

    @Override
    public boolean metItself(int resting, int incoming) {
        throw new IllegalStateException("order " + orders.id(incoming) + " met its own account's");
    }

    @Override
    public Outcome outcome() {
        return new Outcome(trades, quantity, notional, orders.used(), left(Side.BUY) + left(Side.SELL));
    }

    private long left(Side side) {
        long left = 0;
        var queue = book.side(side);
        for (int level = queue.best(); level != Table.NONE; level = queue.next(level)) left += levels.quantity(level);
        return left;
    }
}
