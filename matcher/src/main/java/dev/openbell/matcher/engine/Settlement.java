package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Event.LedgerKind.FEE;
import static dev.openbell.matcher.engine.Event.LedgerKind.TRADE;

import dev.openbell.matcher.engine.Event.Traded;
import java.util.function.Consumer;

/** What orders hold and what trades cost: the line between the book, which knows prices, and the ledger, which knows money. */
final class Settlement {
    private final Ledger ledger;
    private long trades;

    Settlement(Ledger ledger, long firstId) {
        this.ledger = ledger;
        this.trades = firstId;
    }

    record Fees(long maker, long taker) {}

    long nextTradeId() {
        return ++trades;
    }

    /** The most that an order may cost: a buy holds its price and the taker fee on it, a sell what it gives. */
    static long holdFor(Instrument instrument, Side side, long price, long quantity) {
        if (side == Side.SELL) return quantity;
        long cost = Money.times(price, quantity);
        return Math.addExact(cost, Money.timesUp(cost, instrument.takerFee()));
    }

    static String heldAsset(Instrument instrument, Side side) {
        return side == Side.BUY ? instrument.quote() : instrument.base();
    }

    void hold(Order order) {
        order.hold = holdFor(order.instrument, order.side, order.price, order.quantity);
        ledger.hold(heldBy(order), order.hold);
    }

    void releaseRest(Order order) {
        ledger.release(heldBy(order), order.hold);
        order.hold = 0;
    }

    /** Charged per fill and rounded up. */
    Fees feesOf(Order maker, Order taker, long price, long quantity) {
        long cost = Money.times(price, quantity);
        return new Fees(fee(maker, cost, maker.instrument.makerFee()), fee(taker, cost, taker.instrument.takerFee()));
    }

    /**
     * Many small fills, each rounded up, can come to more than the fee on the whole that a buy has held. What is free in the wallet
     * pays the difference; where nothing is free the fee is that much smaller, because a wallet is never negative.
     */
    private long fee(Order order, long cost, long rate) {
        long fee = Money.timesUp(cost, rate);
        return order.side == Side.SELL ? fee : Math.min(fee, spendable(order) - cost);
    }

    /** What a buy can spend on a fill without touching the price of what it has still open. */
    private long spendable(Order order) {
        return order.hold + heldBy(order).available - Money.times(order.price, order.open());
    }

    /** Moves asset and money between the two, and the fees to the house. */
    void settle(Traded traded, Order maker, Order taker, Consumer<Event> events) {
        var trade = traded.trade();
        long cost = Money.times(trade.price(), trade.quantity());
        settle(maker, trade, cost, traded.makerFee(), events);
        settle(taker, trade, cost, traded.takerFee(), events);
        long fees = traded.makerFee() + traded.takerFee();
        ledger.post(House.FEES, maker.instrument.quote(), fees, FEE, trade.id(), events);
    }

    private void settle(Order order, Event.Trade trade, long cost, long fee, Consumer<Event> events) {
        var instrument = order.instrument;
        boolean buys = order.side == Side.BUY;
        releaseFilled(order, buys ? cost + fee : trade.quantity());
        var owner = order.owner;
        ledger.post(owner, instrument.base(), buys ? trade.quantity() : -trade.quantity(), TRADE, trade.id(), events);
        ledger.post(owner, instrument.quote(), buys ? -cost : cost, TRADE, trade.id(), events);
        ledger.post(owner, instrument.quote(), -fee, FEE, trade.id(), events);
    }

    /** What the fill is paid with, and what it did not need, become free; the rest of the order stays held. */
    private void releaseFilled(Order order, long payment) {
        var wallet = heldBy(order);
        long rest = order.isOpen() ? holdFor(order.instrument, order.side, order.price, order.open()) : 0;
        long hold = Math.min(rest, order.hold + wallet.available - payment);
        ledger.release(wallet, order.hold - hold);
        order.hold = hold;
    }

    private static Wallet heldBy(Order order) {
        return order.owner.wallet(heldAsset(order.instrument, order.side));
    }
}
