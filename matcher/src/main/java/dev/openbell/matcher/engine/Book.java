package dev.openbell.matcher.engine;

import dev.openbell.matcher.engine.Event.BookLevel;
import dev.openbell.matcher.engine.Event.BookLevelChanged;
import dev.openbell.matcher.engine.Event.OrderClosed;
import dev.openbell.matcher.engine.Event.Trade;
import dev.openbell.matcher.engine.Event.Traded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The resting orders of one instrument: best price first, and within a price the oldest first. */
final class Book {
    private final Levels bids = Levels.highestFirst();
    private final Levels asks = Levels.lowestFirst();
    private final Settlement settlement;
    private final TreeSet<Long> changedBids = new TreeSet<>(), changedAsks = new TreeSet<>();

    Instrument instrument;
    /** The price of the last trade; 0 before the first. */
    long lastPrice;

    Book(Instrument instrument, Settlement settlement) {
        this.instrument = instrument;
        this.settlement = settlement;
    }

    /** Trades what can be traded and lets the rest stand. */
    List<Traded> place(Order incoming, long now, Consumer<Event> events) {
        var trades = match(incoming, now, events);
        if (incoming.isOpen()) rest(incoming);
        return trades;
    }

    void cancel(Order order, String why, long now, Consumer<Event> events) {
        if (order.level != null) {
            side(order.side).remove(order);
            changed(order.side).add(order.price);
        }
        order.cancel(why, now);
        settlement.releaseRest(order);
        events.accept(new OrderClosed(order.state()));
    }

    private List<Traded> match(Order incoming, long now, Consumer<Event> events) {
        var trades = new ArrayList<Traded>();
        var queue = side(incoming.side.opposite());
        while (incoming.isOpen() && queue.best() instanceof Order resting && incoming.accepts(resting.price)) {
            if (resting.owner == incoming.owner) {
                cancel(incoming, "self_trade", now, events);
                break;
            }
            trades.add(trade(resting, incoming, Math.min(resting.open(), incoming.open()), now, events));
        }
        return trades;
    }

    /** A trade happens at the price of the order that was there first. */
    private Traded trade(Order resting, Order incoming, long quantity, long now, Consumer<Event> events) {
        long price = resting.price;
        changed(resting.side).add(price);
        incoming.fill(price, quantity, now);
        resting.fill(price, quantity, now);
        side(resting.side).traded(resting, quantity);

        var trade = new Trade(
                settlement.nextTradeId(),
                instrument.symbol(),
                price,
                quantity,
                incoming.side,
                incoming.owner.synthetic && resting.owner.synthetic,
                now);
        var fees = settlement.feesOf(resting, incoming, price, quantity);
        var traded = new Traded(trade, resting.state(), fees.maker(), incoming.state(), fees.taker());
        events.accept(traded);
        resting.remember(new Fill(trade, resting.id, resting.side, true, fees.maker(), instrument.quote()));
        incoming.remember(new Fill(trade, incoming.id, incoming.side, false, fees.taker(), instrument.quote()));
        settlement.settle(traded, resting, incoming, events);
        lastPrice = price;
        return traded;
    }

    private void rest(Order order) {
        side(order.side).add(order);
        changed(order.side).add(order.price);
    }

    /** Says how each price stands that the command changed. */
    void closeCommand(Consumer<Event> events) {
        tell(Side.BUY, events);
        tell(Side.SELL, events);
    }

    private void tell(Side side, Consumer<Event> events) {
        for (long price : changed(side)) {
            events.accept(
                    new BookLevelChanged(instrument.symbol(), side, side(side).at(price)));
        }
        changed(side).clear();
    }

    List<BookLevel> top(Side side, int most) {
        return side(side).top(most);
    }

    private Levels side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    private Set<Long> changed(Side side) {
        return side == Side.BUY ? changedBids : changedAsks;
    }
}
