package dev.openbell.matcher.engine;

import dev.openbell.matcher.engine.Command.AmendPosition;
import dev.openbell.matcher.engine.Command.ClosePosition;
import dev.openbell.matcher.engine.Command.OpenPosition;
import org.jspecify.annotations.Nullable;

/** Decides whether a position may be opened, amended or closed, before anything is changed; and what comes of one that is opened. */
final class CfdAdmission {
    private final Accounts accounts;
    private final Positions positions;
    private final CfdMarkets markets;
    private final Ledger ledger;

    private long quantity, cost, fee, liquidation;

    CfdAdmission(Accounts accounts, Positions positions, CfdMarkets markets, Ledger ledger) {
        this.accounts = accounts;
        this.positions = positions;
        this.markets = markets;
        this.ledger = ledger;
    }

    // What comes of the position that was admitted last.

    long quantity() {
        return quantity;
    }

    /** Quantity × entry. */
    long cost() {
        return cost;
    }

    long fee() {
        return fee;
    }

    /** The price that liquidates it; 0 when none does. */
    long liquidation() {
        return liquidation;
    }

    @Nullable
    Refused open(OpenPosition open, int account, CfdMarket market, long now) {
        var rules = market.instrument();
        int most = market.terms().maxLeverage();
        if (open.margin() <= 0) return Refused.because(Why.MARGIN_NEEDED);
        if (open.leverage() < 1 || open.leverage() > most) {
            return Refused.because(Why.LEVERAGE_OUT_OF_RANGE, most * Money.ONE);
        }
        if (accounts.suspended(account)) return Refused.because(Why.ACCOUNT_SUSPENDED);
        if (rules.halted()) return Refused.because(Why.INSTRUMENT_HALTED);
        if (open.margin() < rules.minNotional()) return Refused.because(Why.MARGIN_TOO_SMALL, rules.minNotional());
        if (market.isStale(now)) return Refused.because(Why.STALE_PRICE);
        long entry = market.entry(open.direction());
        try {
            if (open.expected() != 0 && slipped(open, entry)) return Refused.because(Why.SLIPPAGE, entry);
            long worth = Money.divide(Math.multiplyExact(open.margin(), (long) open.leverage()), entry);
            quantity = worth - worth % rules.lot();
            if (quantity == 0) return Refused.because(Why.BELOW_ONE_LOT, rules.lot());
            cost = Money.times(quantity, entry);
            fee = Money.timesUp(cost, rules.takerFee());
            market.reckon(quantity, market.mark(Direction.SHORT));
            var refused = withinLimits(account);
            if (refused == null) refused = affordable(account, market, Math.addExact(open.margin(), fee));
            return refused != null ? refused : safe(open, market);
        } catch (ArithmeticException e) {
            return Refused.because(Why.TOO_LARGE);
        }
    }

    private static boolean slipped(OpenPosition open, long entry) {
        long worse = open.direction().gain(Math.subtractExact(entry, open.expected()));
        return worse > open.slippage();
    }

    private @Nullable Refused withinLimits(int account) {
        if (accounts.positions(account) >= accounts.mostPositions(account)) {
            return Refused.because(Why.TOO_MANY_POSITIONS, accounts.mostPositions(account) * Money.ONE);
        }
        long open = accounts.openNotional(account), most = accounts.mostOpenNotional(account);
        return cost > most - open ? Refused.because(Why.TOO_MUCH_AT_RISK, most, open) : null;
    }

    private @Nullable Refused affordable(int account, CfdMarket market, long needed) {
        long available = ledger.available(account, market.quote());
        return available < needed ? Refused.because(Why.INSUFFICIENT_FUNDS, needed, available) : null;
    }

    /** It stands at the mark, and waits for prices that the mark has not reached. */
    private @Nullable Refused safe(OpenPosition open, CfdMarket market) {
        var direction = open.direction();
        long mark = market.mark(direction), tick = market.instrument().tick();
        liquidation = Risk.priceAt(
                Risk.LIQUIDATION,
                direction,
                quantity,
                cost,
                open.margin(),
                market.terms().maintenanceRate(),
                tick);
        if (liquidation != 0 && reached(direction, liquidation, mark)) return Refused.because(Why.LIQUIDATED_AT_ONCE);
        return unfit(open.stopLoss(), open.takeProfit(), open.trailing(), direction, mark, liquidation, tick);
    }

    /** Whether the mark has come to a price at which a position of this direction loses. */
    private static boolean reached(Direction direction, long price, long mark) {
        return direction.gain(mark) <= direction.gain(price);
    }

    private static @Nullable Refused unfit(
            long stopLoss,
            long takeProfit,
            long trailing,
            Direction direction,
            long mark,
            long liquidation,
            long tick) {
        if (stopLoss < 0 || takeProfit < 0 || trailing < 0) return Refused.because(Why.TRIGGER_BELOW_ZERO);
        if (stopLoss % tick != 0 || takeProfit % tick != 0 || trailing % tick != 0) {
            return Refused.because(Why.INVALID_TICK, tick);
        }
        if (stopLoss != 0) {
            if (reached(direction, stopLoss, mark)) return Refused.because(Why.REACHED_ALREADY, mark);
            boolean beyond = liquidation != 0 && direction.gain(stopLoss) < direction.gain(liquidation);
            if (beyond) return Refused.because(Why.BEYOND_LIQUIDATION, liquidation);
        }
        boolean taken = takeProfit != 0 && direction.gain(mark) >= direction.gain(takeProfit);
        return taken ? Refused.because(Why.REACHED_ALREADY, mark) : null;
    }

    /** @param position none when there is no such position of this account */
    @Nullable
    Refused amend(AmendPosition amend, int position) {
        var refused = untouchable(position);
        if (refused != null) return refused;
        long keep = AmendPosition.KEEP;
        if (amend.stopLoss() == keep && amend.takeProfit() == keep && amend.trailing() == keep) {
            return Refused.because(Why.NO_CHANGE);
        }
        var market = markets.at(positions.market(position));
        var direction = positions.direction(position);
        return unfit(
                orNone(amend.stopLoss()),
                orNone(amend.takeProfit()),
                orNone(amend.trailing()),
                direction,
                market.mark(direction),
                positions.liquidation(position),
                market.instrument().tick());
    }

    private static long orNone(long price) {
        return price == AmendPosition.KEEP ? 0 : price;
    }

    @Nullable
    Refused close(ClosePosition close, int position, long now) {
        var refused = untouchable(position);
        if (refused != null) return refused;
        var market = markets.at(positions.market(position));
        if (close.quantity() < 0 || close.quantity() > positions.quantity(position)) {
            return Refused.because(Why.MORE_THAN_OPEN, positions.quantity(position));
        }
        long lot = market.instrument().lot();
        if (close.quantity() % lot != 0) return Refused.because(Why.INVALID_LOT, lot);
        return market.isStale(now) ? Refused.because(Why.STALE_PRICE) : null;
    }

    private @Nullable Refused untouchable(int position) {
        if (position == Table.NONE) return Refused.because(Why.UNKNOWN_POSITION);
        if (!positions.isOpen(position)) return Refused.because(Why.POSITION_CLOSED);
        if (accounts.suspended(positions.account(position))) return Refused.because(Why.ACCOUNT_SUSPENDED);
        boolean halted = markets.at(positions.market(position)).instrument().halted();
        return halted ? Refused.because(Why.INSTRUMENT_HALTED) : null;
    }
}
