package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.LedgerKind.CFD_FEE;
import static dev.openbell.matcher.engine.LedgerKind.CFD_PNL;
import static dev.openbell.matcher.engine.LedgerKind.FINANCING;
import static dev.openbell.matcher.engine.Table.NONE;

import dev.openbell.matcher.engine.Command.AmendPosition;
import dev.openbell.matcher.engine.Command.OpenPosition;
import java.util.Arrays;

/** The life of a CFD position: it is opened against the house, marked by the feed, changed, and closed by its owner or by a price. */
final class Broker {
    private final Accounts accounts;
    private final Positions positions;
    private final CfdMarkets markets;
    private final Wallets wallets;
    private final Ledger ledger;
    private final Keys keys;
    private final CfdAdmission admission;
    private final Tape tape;
    private final Position view;
    private final int fees, broker, gaps, financing;

    private long lastPosition;
    private long now;

    /** The positions that the present mark has set off, by their ids. */
    private long[] due = new long[64];

    private int dueCount;

    Broker(
            Accounts accounts,
            Positions positions,
            CfdMarkets markets,
            Wallets wallets,
            Ledger ledger,
            Keys keys,
            CfdAdmission admission,
            Tape tape,
            long firstId) {
        this.accounts = accounts;
        this.positions = positions;
        this.markets = markets;
        this.wallets = wallets;
        this.ledger = ledger;
        this.keys = keys;
        this.admission = admission;
        this.tape = tape;
        lastPosition = firstId;
        view = new Position(positions, accounts, markets);
        fees = ledger.pocket(House.FEES);
        broker = ledger.pocket(House.CFD);
        gaps = ledger.pocket(House.GAP);
        financing = ledger.pocket(House.FINANCING);
    }

    /** From here on it is this late. */
    void time(long now) {
        this.now = now;
    }

    long lastPosition() {
        return lastPosition;
    }

    void countOnFrom(long position) {
        lastPosition = position;
    }

    /** A position that was admitted is opened. */
    int open(OpenPosition open, int account, CfdMarket market) {
        var direction = open.direction();
        var side = market.side(direction);
        int position = positions.add(++lastPosition, account, market.number, direction, open.leverage());
        positions.key(position, keys.add(open.account(), open.key(), Contents.of(open), Keys.OPENED, position));
        positions.quantity(position, admission.quantity());
        positions.entry(position, market.entry(direction));
        positions.margin(position, open.margin());
        positions.liquidation(position, admission.liquidation());
        positions.maintenance(position, market.terms().maintenanceRate());
        positions.financedFrom(position, side.index());
        positions.openedAt(position, now);
        positions.charged(position, admission.fee());
        positions.enter(position);
        side.count(admission.quantity());
        accounts.addOpenNotional(account, admission.cost());
        side.liquidations.enter(position, admission.liquidation());
        stopAt(position, side, open.stopLoss());
        takeAt(position, side, open.takeProfit());
        trailBy(position, market, side, open.trailing());
        ledger.lock(wallets.of(account, market.quote()), open.margin());
        tape.next().positionChanged(PositionChange.OPENED, view.at(position), 0);
        pay(position, market, fees, admission.fee(), CFD_FEE);
        watchMargin(position, market, side);
        return position;
    }

    /** Moves money from the owner of a position to the house; less than nothing goes the other way. */
    private void pay(int position, CfdMarket market, int pocket, long amount, LedgerKind kind) {
        ledger.post(positions.account(position), market.quote(), -amount, kind, positions.id(position));
        ledger.post(pocket, market.quote(), amount, kind, positions.id(position));
    }

    private void stopAt(int position, CfdSide side, long price) {
        side.stopLosses.takeOut(position);
        positions.stopLoss(position, price);
        side.stopLosses.enter(position, price);
    }

    private void takeAt(int position, CfdSide side, long price) {
        side.takeProfits.takeOut(position);
        positions.takeProfit(position, price);
        side.takeProfits.enter(position, price);
    }

    /** Another distance is another stop, from here on; the same again leaves the stop where the best mark has brought it. */
    private void trailBy(int position, CfdMarket market, CfdSide side, long distance) {
        if (distance == positions.trailing(position)) return;
        side.trails.takeOut(position);
        positions.trailing(position, distance);
        if (distance > 0) side.trails.add(position, market.mark(side.direction), distance);
    }

    /** Calls for margin now if the level is so low already, and otherwise when it will be. */
    private void watchMargin(int position, CfdMarket market, CfdSide side) {
        long price = priceAt(Risk.CALL, position, market);
        if (price == 0) return;
        var direction = side.direction;
        if (direction.gain(market.mark(direction)) <= direction.gain(price)) callMargin(position, market, side);
        else side.calls.enter(position, price);
    }

    private void callMargin(int position, CfdMarket market, CfdSide side) {
        positions.called(position, true);
        side.recoveries.enter(position, recoveredAt(position, market));
        tape.next().positionChanged(PositionChange.MARGIN_CALLED, view.at(position), 0);
    }

    /** The first price that is better than the last at which a call is still justified. */
    private long recoveredAt(int position, CfdMarket market) {
        long tick = market.instrument().tick();
        return priceAt(Risk.RECOVERED, position, market)
                + positions.direction(position).gain(tick);
    }

    private long priceAt(int tenths, int position, CfdMarket market) {
        long quantity = positions.quantity(position);
        return Risk.priceAt(
                tenths,
                positions.direction(position),
                quantity,
                Money.times(quantity, positions.entry(position)),
                positions.margin(position),
                positions.maintenance(position),
                market.instrument().tick());
    }

    /** Other triggers, which were admitted. */
    void amend(AmendPosition amend, int position) {
        var market = markets.at(positions.market(position));
        var side = market.side(positions.direction(position));
        if (amend.stopLoss() != AmendPosition.KEEP) stopAt(position, side, amend.stopLoss());
        if (amend.takeProfit() != AmendPosition.KEEP) takeAt(position, side, amend.takeProfit());
        if (amend.trailing() != AmendPosition.KEEP) trailBy(position, market, side, amend.trailing());
        tape.next().positionChanged(PositionChange.AMENDED, view.at(position), 0);
    }

    /** The feed has a new price: stops before liquidations, and of each the oldest position first. */
    void marked(CfdMarket market) {
        if (market.instrument().halted()) return;
        findStops(market.longs, market.mark(Direction.LONG));
        findStops(market.shorts, market.mark(Direction.SHORT));
        closeDue();
        findLiquidations(market.longs, market.mark(Direction.LONG));
        findLiquidations(market.shorts, market.mark(Direction.SHORT));
        closeDue();
        callMargins(market, market.longs);
        callMargins(market, market.shorts);
    }

    private void findStops(CfdSide side, long mark) {
        find(side.stopLosses, mark, CloseReason.STOP_LOSS);
        find(side.takeProfits, mark, CloseReason.TAKE_PROFIT);
        side.trails.follow(mark, position -> isDue(position, CloseReason.TRAILING_STOP));
    }

    private void findLiquidations(CfdSide side, long mark) {
        find(side.liquidations, mark, CloseReason.LIQUIDATED);
    }

    private void find(Triggers triggers, long mark, CloseReason reason) {
        for (int position = triggers.setOff(mark); position != NONE; position = triggers.setOff(mark)) {
            isDue(position, reason);
        }
    }

    /** The first reason stands. */
    private void isDue(int position, CloseReason reason) {
        if (positions.reason(position) != CloseReason.NONE) return;
        positions.reason(position, reason);
        note(position);
    }

    private void note(int position) {
        if (dueCount == due.length) due = Arrays.copyOf(due, dueCount * 2);
        due[dueCount++] = positions.id(position);
    }

    private void closeDue() {
        // Ids count up: the oldest comes first.
        Arrays.sort(due, 0, dueCount);
        for (int i = 0; i < dueCount; i++) {
            int position = positions.find(due[i]);
            close(position, positions.quantity(position), positions.reason(position));
        }
        dueCount = 0;
    }

    private void callMargins(CfdMarket market, CfdSide side) {
        long mark = market.mark(side.direction);
        for (int position = side.recoveries.setOff(mark); position != NONE; position = side.recoveries.setOff(mark)) {
            positions.called(position, false);
            side.calls.enter(position, priceAt(Risk.CALL, position, market));
        }
        for (int position = side.calls.setOff(mark); position != NONE; position = side.calls.setOff(mark)) {
            note(position);
        }
        Arrays.sort(due, 0, dueCount);
        for (int i = 0; i < dueCount; i++) callMargin(positions.find(due[i]), market, side);
        dueCount = 0;
    }

    /** By its owner. */
    void close(int position, long quantity) {
        close(position, quantity == 0 ? positions.quantity(position) : quantity, CloseReason.CLOSED);
    }

    /** Closes so much of a position at the mark. What its margin does not cover, the house adds. */
    private void close(int position, long quantity, CloseReason reason) {
        var market = markets.at(positions.market(position));
        var direction = positions.direction(position);
        var side = market.side(direction);
        long price = market.mark(direction), open = positions.quantity(position);
        boolean all = quantity == open;
        long margin = all ? positions.margin(position) : Risk.share(positions.margin(position), quantity, open);
        long pnl = direction.gain(Money.times(quantity, price - positions.entry(position)));
        long fee =
                Money.timesUp(Money.times(quantity, price), market.instrument().takerFee());
        long held = side.financing(position, quantity);
        long gap = Math.max(0, fee + held - margin - pnl);

        side.count(-quantity);
        accounts.addOpenNotional(positions.account(position), -Money.times(quantity, positions.entry(position)));
        positions.closed(position, pnl, fee, held);
        if (all) end(position, side, price, reason);
        else keepRest(position, market, side, quantity, margin);
        ledger.unlock(wallets.of(positions.account(position), market.quote()), margin);
        var change = all ? PositionChange.ENDED : PositionChange.PARTLY_CLOSED;
        tape.next().positionChanged(change, view.at(position), gap);
        // What is added comes first, so that what the owner has is not even in between less than nothing.
        pay(position, market, gaps, -gap, CFD_PNL);
        pay(position, market, broker, -pnl, CFD_PNL);
        pay(position, market, fees, fee, CFD_FEE);
        pay(position, market, financing, held, FINANCING);
    }

    /** For a while it is remembered. */
    private void end(int position, CfdSide side, long price, CloseReason reason) {
        positions.reason(position, reason);
        positions.end(position, price, now);
        side.takeOut(position);
        positions.leave(position);
        keys.forgetLater(positions.key(position), now);
    }

    /** The margin is shared to a rounding, so the prices of the rest are reckoned anew; they are never nearer than before. */
    private void keepRest(int position, CfdMarket market, CfdSide side, long quantity, long margin) {
        positions.quantity(position, positions.quantity(position) - quantity);
        positions.margin(position, positions.margin(position) - margin);
        long liquidation = priceAt(Risk.LIQUIDATION, position, market);
        positions.liquidation(position, liquidation);
        side.liquidations.takeOut(position);
        side.liquidations.enter(position, liquidation);
        side.calls.takeOut(position);
        side.recoveries.takeOut(position);
        if (positions.isCalled(position)) side.recoveries.enter(position, recoveredAt(position, market));
        else side.calls.enter(position, priceAt(Risk.CALL, position, market));
    }

    /** What is remembered of a position that was closed is forgotten. */
    void forget(int position) {
        positions.forget(position);
    }

    /** The position of an account with this number, or none. */
    int find(int account, long id) {
        int position = positions.find(id);
        return position != NONE && positions.account(position) == account ? position : NONE;
    }

    Position view(int position) {
        return view.at(position);
    }

    void write(StateWriter state) {
        state.number(lastPosition);
    }

    void read(StateReader state) {
        lastPosition = state.number();
    }
}
