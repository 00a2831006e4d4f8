package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.LedgerKind.FEE;
import static dev.openbell.matcher.engine.LedgerKind.TRADE;

/** What orders hold and what trades cost: the line between the book, which knows prices, and the ledger, which knows money. */
final class Settlement {
    private final Orders orders;
    private final Accounts accounts;
    private final Wallets wallets;
    private final Ledger ledger;
    private final int fees;

    Settlement(Orders orders, Accounts accounts, Wallets wallets, Ledger ledger) {
        this.orders = orders;
        this.accounts = accounts;
        this.wallets = wallets;
        this.ledger = ledger;
        this.fees = ledger.pocket(House.FEES);
    }

    /** The most that a limit order may cost: a buy holds its price and the taker fee on it, a sell what it gives. */
    static long holdFor(Instrument instrument, Side side, long price, long quantity) {
        if (side == Side.SELL) return quantity;
        long cost = Money.times(price, quantity);
        return Math.addExact(cost, Money.timesUp(cost, instrument.takerFee()));
    }

    /** A stop buys at a price that nobody knows yet: it holds as if that were the collar above its stop. */
    static long holdForStop(Instrument instrument, Side side, long stop, long quantity) {
        if (side == Side.SELL) return quantity;
        long cost = Money.timesUp(Money.times(stop, quantity), Money.ONE + instrument.collar());
        return Math.addExact(cost, Money.timesUp(cost, instrument.takerFee()));
    }

    void hold(int order, Market market, long amount) {
        if (amount == 0) return;
        orders.hold(order, orders.hold(order) + amount);
        ledger.hold(heldBy(order, market), amount);
    }

    void release(int order, Market market) {
        long hold = orders.hold(order);
        if (hold == 0) return;
        ledger.release(heldBy(order, market), hold);
        orders.hold(order, 0);
    }

    /** What the account of an order could still spend on it: what is free, and what is held for it. */
    long spendable(int order, Market market) {
        return orders.hold(order) + wallets.available(heldBy(order, market));
    }

    /**
     * Many small fills, each rounded up, can come to more than the fee on the whole that a buy has held. What is free in the wallet
     * pays the difference; where nothing is free the fee is that much smaller, because a wallet is never negative.
     */
    long fee(int order, Market market, long cost, long rate) {
        long fee = Money.timesUp(cost, rate);
        if (orders.side(order) == Side.SELL) return fee;
        long stillNeeded = orders.price(order) == 0 ? 0 : Money.times(orders.price(order), orders.open(order));
        return Math.min(fee, spendable(order, market) - stillNeeded - cost);
    }

    /** Moves asset and money between the two, and the fees to the house. */
    void settle(
            int maker, int taker, Market market, long quantity, long cost, long makerFee, long takerFee, long trade) {
        settle(maker, market, quantity, cost, makerFee, trade);
        settle(taker, market, quantity, cost, takerFee, trade);
        ledger.post(fees, market.quote(), makerFee + takerFee, FEE, trade);
    }

    private void settle(int order, Market market, long quantity, long cost, long fee, long trade) {
        boolean buys = orders.side(order) == Side.BUY;
        releaseFilled(order, market, buys ? cost + fee : quantity);
        int account = orders.account(order);
        ledger.post(account, market.base(), buys ? quantity : -quantity, TRADE, trade);
        ledger.post(account, market.quote(), buys ? -cost : cost, TRADE, trade);
        ledger.post(account, market.quote(), -fee, FEE, trade);
        accounts.addOpenNotional(account, -worth(order, quantity));
    }

    /** What the fill is paid with, and what it did not need, become free; the rest of the order stays held. */
    private void releaseFilled(int order, Market market, long payment) {
        long held = orders.hold(order);
        if (held == 0) return;
        int wallet = heldBy(order, market);
        long open = orders.open(order);
        long rest = open == 0 || !orders.isLive(order)
                ? 0
                : holdFor(market.instrument(), orders.side(order), orders.price(order), open);
        long hold = Math.min(rest, held + wallets.available(wallet) - payment);
        ledger.release(wallet, held - hold);
        orders.hold(order, hold);
    }

    /** What so much of an order is worth at its own price: a market order has none. */
    long worth(int order, long quantity) {
        long price = orders.price(order) != 0 ? orders.price(order) : orders.stop(order);
        return price == 0 ? 0 : Money.times(price, quantity);
    }

    private int heldBy(int order, Market market) {
        int asset = orders.side(order) == Side.BUY ? market.quote() : market.base();
        return wallets.of(orders.account(order), asset);
    }
}
