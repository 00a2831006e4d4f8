package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Table.NONE;

import dev.openbell.matcher.engine.Command.PlaceOrder;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an order may come in, before anything is changed. Where it may, this also knows what comes of it: how far it may trade,
 * how much of it there is, and what is held for it.
 */
final class Admission {
    private final Orders orders;
    private final LevelRows levels;
    private final Accounts accounts;
    private final Standings standings;
    private final Ledger ledger;
    private final Settlement settlement;
    private final CfdMarkets cfds;
    private final Walk walk;

    private long limit, quantity, hold;
    private boolean cut;

    Admission(
            Orders orders,
            LevelRows levels,
            Accounts accounts,
            Standings standings,
            Ledger ledger,
            Settlement settlement,
            CfdMarkets cfds) {
        this.orders = orders;
        this.levels = levels;
        this.accounts = accounts;
        this.standings = standings;
        this.ledger = ledger;
        this.settlement = settlement;
        this.cfds = cfds;
        this.walk = new Walk(orders, levels);
    }

    // What comes of the order that was admitted last.

    /** The worst price at which it may trade now. */
    long limit() {
        return limit;
    }

    /** How much of it there is; a market buy by a sum learns it here. */
    long quantity() {
        return quantity;
    }

    long hold() {
        return hold;
    }

    /** The book ends before the sum is spent that a market buy may spend. */
    boolean cut() {
        return cut;
    }

    /** A new order. */
    @Nullable
    Refused place(PlaceOrder place, int account, Market market, long now) {
        var unfit = Tickets.unfit(place, now);
        if (unfit != null) return Refused.because(unfit);
        var rules = market.instrument();
        if (accounts.suspended(account)) return Refused.because(Why.ACCOUNT_SUSPENDED);
        if (rules.halted()) return Refused.because(Why.INSTRUMENT_HALTED);
        try {
            var refused = onGrid(rules, place.price(), place.stopPrice(), place.quantity());
            if (refused == null && staysOpen(place)) refused = withinLimits(place, account, market);
            if (refused != null) return refused;
            return switch (place.type()) {
                case LIMIT ->
                    limit(
                            market,
                            place.side(),
                            account,
                            place.selfTrade(),
                            place.timeInForce(),
                            place.postOnly(),
                            place.price(),
                            place.quantity());
                case MARKET ->
                    market(
                            market,
                            place.side(),
                            account,
                            place.selfTrade(),
                            place.timeInForce(),
                            place.quantity(),
                            place.quoteQuantity());
                case STOP, STOP_LIMIT -> stop(place, account, market);
            };
        } catch (ArithmeticException e) {
            return Refused.because(Why.TOO_LARGE);
        }
    }

    /** A stop whose time has come; what was held for it is free again. */
    @Nullable
    Refused triggered(int order, Market market) {
        try {
            var refused = onGrid(market.instrument(), orders.price(order), 0, orders.open(order));
            if (refused != null) return refused;
            if (orders.type(order) == OrderType.STOP) {
                return market(
                        market,
                        orders.side(order),
                        orders.account(order),
                        orders.selfTrade(order),
                        TimeInForce.IOC,
                        orders.open(order),
                        0);
            }
            return limit(
                    market,
                    orders.side(order),
                    orders.account(order),
                    orders.selfTrade(order),
                    orders.timeInForce(order),
                    orders.postOnly(order),
                    orders.price(order),
                    orders.open(order));
        } catch (ArithmeticException e) {
            return Refused.because(Why.TOO_LARGE);
        }
    }

    /** Another price or another total quantity of an order that is open. */
    @Nullable
    Refused amend(int order, Market market, long newPrice, long newQuantity) {
        var rules = market.instrument();
        int account = orders.account(order);
        if (accounts.suspended(account)) return Refused.because(Why.ACCOUNT_SUSPENDED);
        if (rules.halted()) return Refused.because(Why.INSTRUMENT_HALTED);
        boolean waits = orders.status(order) == Status.WAITING;
        if (newPrice != orders.price(order) && !orders.type(order).hasLimit()) return Refused.because(Why.PRICE_UNFIT);
        if (newQuantity <= orders.filled(order)) return Refused.because(Why.QUANTITY_FILLED, orders.filled(order));
        try {
            var refused = onGrid(rules, newPrice, 0, newQuantity);
            if (refused != null) return refused;
            var side = orders.side(order);
            long open = newQuantity - orders.filled(order);
            long ownPrice = newPrice != 0 ? newPrice : orders.stop(order);
            refused = worthEnough(rules, ownPrice, newQuantity);
            if (refused == null && newPrice != orders.price(order)) refused = withinBand(market, newPrice);
            if (refused == null) {
                refused = notTooMuchOpen(
                        account, Money.times(ownPrice, open) - settlement.worth(order, orders.open(order)));
            }
            if (refused != null) return refused;
            if (newPrice == 0) {
                hold = Settlement.holdForStop(rules, side, orders.stop(order), open);
                return affordable(market, side, account, hold, orders.hold(order));
            }
            refused = heldFor(market, side, account, newPrice, open, orders.hold(order));
            if (refused != null || waits) return refused;
            boolean keepsItsPlace = newPrice == orders.price(order) && newQuantity <= orders.quantity(order);
            boolean mayNotTake = orders.postOnly(order) && !keepsItsPlace;
            var selfTrade = orders.selfTrade(order);
            return entering(market, side, account, selfTrade, TimeInForce.GTC, mayNotTake, newPrice, open);
        } catch (ArithmeticException e) {
            return Refused.because(Why.TOO_LARGE);
        }
    }

    private static @Nullable Refused onGrid(Instrument rules, long price, long stop, long quantity) {
        if (price % rules.tick() != 0 || stop % rules.tick() != 0)
            return Refused.because(Why.INVALID_TICK, rules.tick());
        return quantity % rules.lot() != 0 ? Refused.because(Why.INVALID_LOT, rules.lot()) : null;
    }

    private static boolean staysOpen(PlaceOrder place) {
        return place.type().waits() || place.timeInForce().rests();
    }

    private @Nullable Refused withinLimits(PlaceOrder place, int account, Market market) {
        long price = place.type().hasLimit() ? place.price() : place.stopPrice();
        if (standings.orders(account, market.number) >= accounts.mostOrders(account)) {
            return Refused.because(Why.TOO_MANY_ORDERS, accounts.mostOrders(account) * Money.ONE);
        }
        return notTooMuchOpen(account, Money.times(price, place.quantity()));
    }

    private @Nullable Refused notTooMuchOpen(int account, long more) {
        long open = accounts.openNotional(account), most = accounts.mostOpenNotional(account);
        return more > 0 && more > most - open ? Refused.because(Why.TOO_MUCH_OPEN, most, open) : null;
    }

    private static @Nullable Refused worthEnough(Instrument rules, long price, long quantity) {
        return Money.times(price, quantity) < rules.minNotional()
                ? Refused.because(Why.BELOW_MIN_NOTIONAL, rules.minNotional())
                : null;
    }

    /** Before the first trade it is what the asset is worth elsewhere that counts, as far as that is known. */
    private @Nullable Refused withinBand(Market market, long price) {
        long reference = market.lastPrice() != 0 ? market.lastPrice() : cfds.middle(market.base());
        if (reference == 0) return null;
        long band = Money.times(reference, market.instrument().priceBand());
        return Math.abs(price - reference) > band
                ? Refused.because(Why.PRICE_OUT_OF_BAND, reference - band, reference + band)
                : null;
    }

    /** @param held what is held for it already, and counts as available */
    private @Nullable Refused affordable(Market market, Side side, int account, long cost, long held) {
        long available = ledger.available(account, market.paidWith(side)) + held;
        return available < cost ? Refused.because(Why.INSUFFICIENT_FUNDS, cost, available) : null;
    }

    private @Nullable Refused limit(
            Market market,
            Side side,
            int account,
            SelfTrade selfTrade,
            TimeInForce timeInForce,
            boolean postOnly,
            long price,
            long wanted) {
        var refused = worthEnough(market.instrument(), price, wanted);
        if (refused == null) refused = withinBand(market, price);
        if (refused == null) refused = heldFor(market, side, account, price, wanted, 0);
        return refused != null
                ? refused
                : entering(market, side, account, selfTrade, timeInForce, postOnly, price, wanted);
    }

    /** @param held what is held for it already, and counts as available */
    private @Nullable Refused heldFor(Market market, Side side, int account, long price, long open, long held) {
        hold = Settlement.holdFor(market.instrument(), side, price, open);
        return affordable(market, side, account, hold, held);
    }

    /** A limit order that comes to the book now. */
    private @Nullable Refused entering(
            Market market,
            Side side,
            int account,
            SelfTrade selfTrade,
            TimeInForce timeInForce,
            boolean postOnly,
            long price,
            long wanted) {
        limit = price;
        quantity = wanted;
        cut = false;
        int best = market.book.side(side.opposite()).best();
        if (postOnly && best != NONE && side.accepts(price, levels.price(best))) {
            return Refused.because(Why.WOULD_TAKE, levels.price(best));
        }
        if (timeInForce != TimeInForce.FOK) return null;
        walk.through(market, side, account, selfTrade, price, wanted, 0);
        return walk.quantity() < wanted ? Refused.because(Why.UNFILLABLE, walk.quantity()) : null;
    }

    private @Nullable Refused market(
            Market market,
            Side side,
            int account,
            SelfTrade selfTrade,
            TimeInForce timeInForce,
            long wanted,
            long budget) {
        var rules = market.instrument();
        hold = 0;
        limit = market.collared(side);
        if (limit == 0) return Refused.because(Why.NO_LIQUIDITY);
        long best = levels.price(market.book.side(side.opposite()).best());
        if (budget == 0 ? Money.times(best, wanted) < rules.minNotional() : budget < rules.minNotional()) {
            return Refused.because(Why.BELOW_MIN_NOTIONAL, rules.minNotional());
        }
        walk.through(market, side, account, selfTrade, limit, budget > 0 ? Long.MAX_VALUE : wanted, budget);
        quantity = budget > 0 ? walk.quantity() : wanted;
        cut = budget > 0 && !walk.spent();
        if (budget > 0 && walk.quantity() == 0) {
            return walk.spent() ? Refused.because(Why.BELOW_ONE_LOT, rules.lot()) : Refused.because(Why.NO_LIQUIDITY);
        }
        if (timeInForce == TimeInForce.FOK && (cut || walk.quantity() < quantity)) {
            return Refused.because(Why.UNFILLABLE, walk.quantity());
        }
        long cost = side == Side.BUY ? Math.addExact(walk.cost(), walk.fee()) : walk.quantity();
        return affordable(market, side, account, cost, 0);
    }

    private @Nullable Refused stop(PlaceOrder place, int account, Market market) {
        var rules = market.instrument();
        limit = 0;
        cut = false;
        quantity = place.quantity();
        long last = market.lastPrice();
        if (last != 0 && place.side().accepts(last, place.stopPrice())) {
            return Refused.because(Why.WRONG_SIDE_OF_LAST, last);
        }
        if (place.type() == OrderType.STOP_LIMIT) {
            var refused = worthEnough(rules, place.price(), place.quantity());
            if (refused == null) refused = withinBand(market, place.price());
            return refused != null
                    ? refused
                    : heldFor(market, place.side(), account, place.price(), place.quantity(), 0);
        }
        var refused = worthEnough(rules, place.stopPrice(), place.quantity());
        if (refused != null) return refused;
        hold = Settlement.holdForStop(rules, place.side(), place.stopPrice(), place.quantity());
        return affordable(market, place.side(), account, hold, 0);
    }

    /** What an order that may come in would trade with. */
    Walk preview(PlaceOrder place, int account, Market market, Walk.Steps steps) {
        walk.through(
                market,
                place.side(),
                account,
                place.selfTrade(),
                limit,
                place.quoteQuantity() > 0 ? Long.MAX_VALUE : place.quantity(),
                place.quoteQuantity(),
                steps);
        return walk;
    }
}
