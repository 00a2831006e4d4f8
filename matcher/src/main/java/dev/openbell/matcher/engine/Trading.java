package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Table.NONE;

import dev.openbell.matcher.engine.Command.PlaceOrder;

/** The life of an order: it comes in, trades, rests or waits, is changed, and ends. */
final class Trading implements Book.Matching {
    private final Orders orders;
    private final Accounts accounts;
    private final Standings standings;
    private final Texts texts;
    private final Fills fills;
    private final Keys keys;
    private final Timers timers;
    private final Markets markets;
    private final Settlement settlement;
    private final Admission admission;
    private final Tape tape;
    private final Order incomingView, restingView;

    private final long firstId;
    private long lastOrder, lastTrade;
    private long now;

    Trading(
            Orders orders,
            Accounts accounts,
            Standings standings,
            Texts texts,
            Fills fills,
            Keys keys,
            Timers timers,
            Markets markets,
            Settlement settlement,
            Admission admission,
            Tape tape,
            long firstId) {
        this.orders = orders;
        this.accounts = accounts;
        this.standings = standings;
        this.texts = texts;
        this.fills = fills;
        this.keys = keys;
        this.timers = timers;
        this.markets = markets;
        this.settlement = settlement;
        this.admission = admission;
        this.tape = tape;
        this.firstId = firstId;
        lastOrder = firstId;
        lastTrade = firstId;
        incomingView = new Order(orders, accounts, texts, markets);
        restingView = new Order(orders, accounts, texts, markets);
    }

    /** From here on it is this late. */
    void time(long now) {
        this.now = now;
    }

    long lastOrder() {
        return lastOrder;
    }

    long lastTrade() {
        return lastTrade;
    }

    void countOnFrom(long order, long trade) {
        lastOrder = order;
        lastTrade = trade;
    }

    /** An order that was admitted comes in. */
    int place(PlaceOrder place, int account, Market market) {
        int order = orders.add(++lastOrder);
        orders.key(order, keys.add(place.account(), place.key(), Contents.of(place), Keys.PLACED, order));
        boolean waits = place.type().waits();
        orders.account(order, account);
        orders.traits(
                order,
                place.side(),
                place.type(),
                place.timeInForce(),
                place.postOnly(),
                place.selfTrade(),
                waits ? Status.WAITING : Status.OPEN,
                accounts.synthetic(account),
                market.number);
        orders.price(order, place.price());
        orders.stop(order, place.stopPrice());
        orders.quantity(order, admission.quantity());
        orders.open(order, admission.quantity());
        orders.budget(order, place.quoteQuantity());
        orders.session(order, place.session());
        orders.expiresAt(order, place.expiresAt());
        orders.createdAt(order, now);
        orders.text(order, texts.add(place.key()));
        if (admission.cut()) orders.cutShort(order);
        enter(order, account, market);
        settlement.hold(order, market, admission.hold());
        tape.next().orderPlaced(incomingView.at(order));
        if (waits) {
            market.stops.add(order);
        } else {
            trade(order, market, admission.limit());
            setOffStops(market);
        }
        return order;
    }

    /** It counts among what its account has open. */
    private void enter(int order, int account, Market market) {
        int newest = accounts.newest(account);
        orders.older(order, newest);
        if (newest != NONE) orders.newer(newest, order);
        accounts.newest(account, order);
        standings.count(account, market.number, 1);
        accounts.addOpenNotional(account, settlement.worth(order, orders.open(order)));
        if (orders.expiresAt(order) != 0) timers.expire(order, orders.expiresAt(order));
    }

    /** Trades what can be traded within the limit; the rest rests or is cancelled. */
    private void trade(int order, Market market, long limit) {
        market.book.match(order, limit, this);
        if (!orders.isLive(order)) return;
        boolean mayRest =
                orders.type(order).hasLimit() && orders.timeInForce(order).rests();
        if (mayRest) {
            market.book.rest(order);
            market.changed(orders.side(order), orders.price(order));
        } else {
            close(order, market, Status.CANCELLED, whyNotAll(order, market), incomingView);
        }
    }

    private Reason whyNotAll(int order, Market market) {
        if (orders.type(order).hasLimit()) return Reason.IOC;
        var other = market.book.side(orders.side(order).opposite());
        return other.best() == NONE ? Reason.NO_LIQUIDITY : Reason.COLLAR;
    }

    /** A trade happens at the price of the order that was there first. */
    @Override
    public void traded(int resting, int incoming, long price, long quantity) {
        var market = markets.at(orders.instrument(incoming));
        var rules = market.instrument();
        long cost = Money.times(price, quantity);
        var side = orders.side(incoming);
        market.changed(side.opposite(), price);
        market.traded(price);
        fill(resting, quantity, cost);
        fill(incoming, quantity, cost);
        long makerFee = settlement.fee(resting, market, cost, rules.makerFee());
        long takerFee = settlement.fee(incoming, market, cost, rules.takerFee());
        boolean synthetic = orders.synthetic(resting) && orders.synthetic(incoming);
        var trade = new Trade(++lastTrade, rules.symbol(), price, quantity, side, synthetic, now);
        fills.add(resting, trade, true, makerFee);
        fills.add(incoming, trade, false, takerFee);
        tape.next().traded(trade, restingView.at(resting), makerFee, incomingView.at(incoming), takerFee);
        settlement.settle(resting, incoming, market, quantity, cost, makerFee, takerFee, trade.id());
        if (!orders.isLive(resting)) leave(resting, market);
        if (!orders.isLive(incoming)) leave(incoming, market);
    }

    private void fill(int order, long quantity, long cost) {
        orders.filled(order, quantity, cost);
        orders.updatedAt(order, now);
        boolean done = orders.open(order) == 0 && !orders.isCutShort(order);
        orders.status(order, done ? Status.FILLED : Status.PARTIALLY_FILLED);
    }

    /** Nobody trades with themselves: the incoming order has chosen who gives way. */
    @Override
    public boolean metItself(int resting, int incoming) {
        var market = markets.at(orders.instrument(incoming));
        var choice = orders.selfTrade(incoming);
        if (choice != SelfTrade.CANCEL_NEWEST) cancelResting(resting, market, Reason.SELF_TRADE);
        if (choice == SelfTrade.CANCEL_OLDEST) return true;
        close(incoming, market, Status.CANCELLED, Reason.SELF_TRADE, incomingView);
        return false;
    }

    /** Stops come to life after the command that set them off is complete, and may set off others. */
    private void setOffStops(Market market) {
        for (var ids = market.stopsSetOff(); ids.length > 0; ids = market.stopsSetOff()) {
            for (long id : ids) setOff(orders.find(id), market);
        }
    }

    private void setOff(int order, Market market) {
        orders.trigger(order);
        orders.status(order, Status.OPEN);
        orders.updatedAt(order, now);
        settlement.release(order, market);
        tape.next().orderTriggered(incomingView.at(order));
        var refused = admission.triggered(order, market);
        if (refused != null) {
            close(order, market, Status.REJECTED, Reason.of(refused), incomingView);
            return;
        }
        settlement.hold(order, market, admission.hold());
        trade(order, market, admission.limit());
    }

    /** Cancels an order that rests or waits. */
    void cancel(int order, Reason reason) {
        end(order, Status.CANCELLED, reason);
    }

    /** Its time is over. */
    void expire(int order) {
        end(order, Status.EXPIRED, Reason.EXPIRED);
    }

    private void end(int order, Status status, Reason reason) {
        var market = markets.at(orders.instrument(order));
        if (orders.status(order) == Status.WAITING) {
            market.stops.remove(order);
            close(order, market, status, reason, incomingView);
        } else {
            takeOut(order, market);
            close(order, market, status, reason, incomingView);
        }
    }

    private void cancelResting(int order, Market market, Reason reason) {
        takeOut(order, market);
        close(order, market, Status.CANCELLED, reason, restingView);
    }

    private void takeOut(int order, Market market) {
        market.book.remove(order);
        market.changed(orders.side(order), orders.price(order));
    }

    /** @param view with which it is told */
    private void close(int order, Market market, Status status, Reason reason, Order view) {
        settlement.release(order, market);
        accounts.addOpenNotional(orders.account(order), -settlement.worth(order, orders.open(order)));
        orders.status(order, status);
        orders.reason(order, reason);
        orders.updatedAt(order, now);
        leave(order, market);
        tape.next().orderClosed(view.at(order));
    }

    /** It is no longer among what its account has open; for a while it is remembered. */
    private void leave(int order, Market market) {
        int account = orders.account(order), newer = orders.newer(order), older = orders.older(order);
        if (newer == NONE) accounts.newest(account, older);
        else orders.older(newer, older);
        if (older != NONE) orders.newer(older, newer);
        standings.count(account, market.number, -1);
        timers.cancel(order);
        keys.forgetLater(orders.key(order), now);
    }

    /** Another price or another total quantity, which was admitted. Only less at the same price keeps its place. */
    void amend(int order, Market market, long price, long quantity) {
        long open = quantity - orders.filled(order);
        long less = orders.open(order) - open;
        boolean samePrice = price == orders.price(order);
        int account = orders.account(order);
        if (samePrice && less == 0) return;

        accounts.addOpenNotional(account, -settlement.worth(order, orders.open(order)));
        boolean waits = orders.status(order) == Status.WAITING;
        boolean keepsItsPlace = waits || (samePrice && less > 0);
        if (!keepsItsPlace) takeOut(order, market);
        if (!waits && keepsItsPlace) market.book.reduce(order, less);
        else orders.open(order, open);
        if (!waits) market.changed(orders.side(order), orders.price(order));
        orders.price(order, price);
        orders.quantity(order, quantity);
        orders.updatedAt(order, now);
        settlement.release(order, market);
        settlement.hold(order, market, admission.hold());
        accounts.addOpenNotional(account, settlement.worth(order, open));
        tape.next().orderAmended(incomingView.at(order));
        if (keepsItsPlace) return;
        trade(order, market, price);
        setOffStops(market);
    }

    /** What is remembered of an order that ended is forgotten. */
    void forget(int order) {
        texts.forget(orders.text(order));
        fills.forget(order);
        orders.forget(order);
    }

    /** The order that an account names so, or none. */
    int find(int account, Command.OrderName name) {
        int order = name.key().isEmpty() ? orders.find(name.id()) : byKey(account, name.key());
        return order != NONE && orders.account(order) == account ? order : NONE;
    }

    private int byKey(int account, String key) {
        int entry = keys.find(accounts.id(account), key);
        return entry != NONE && keys.outcome(entry) == Keys.PLACED ? keys.subject(entry) : NONE;
    }

    Order view(int order) {
        return incomingView.at(order);
    }

    void write(StateWriter state) {
        state.number(firstId);
        state.number(lastOrder);
        state.number(lastTrade);
    }

    void read(StateReader state) {
        state.expect(firstId, "the first id of the shard");
        lastOrder = state.number();
        lastTrade = state.number();
    }
}
