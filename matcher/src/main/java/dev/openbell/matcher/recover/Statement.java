package dev.openbell.matcher.recover;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.events.v1.BookLevelChanged;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.OrderClosed;
import dev.openbell.events.v1.OwnedOrder;
import dev.openbell.events.v1.PositionChanged;
import dev.openbell.matcher.engine.Balance;
import dev.openbell.matcher.engine.Command.OrderName;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.House;
import dev.openbell.matcher.engine.LedgerKind;
import dev.openbell.matcher.engine.PositionChange;
import dev.openbell.matcher.engine.Side;
import dev.openbell.matcher.log.Parts;
import dev.openbell.matcher.log.Reporter;
import dev.openbell.matcher.log.Shapes;
import dev.openbell.matcher.recover.Heard.Price;
import dev.openbell.trading.v1.BookLevel;
import dev.openbell.trading.v1.CloseReason;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.PositionStatus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * How everything stands, told as the first events of a new log epoch: whoever has folded the events so far, and folds these, holds the
 * market that is left.
 */
final class Statement {
    /** Why an order ended that the market no longer knows. */
    static final String LOST = "lost";

    private final Engine engine;
    private final Heard heard;
    private final long reference;
    private final Reporter reporter = new Reporter();
    private final List<MarketEvent> events = new ArrayList<>();

    private Statement(Engine engine, Heard heard, long reference) {
        this.engine = engine;
        this.heard = heard;
        this.reference = reference;
    }

    /**
     * The first records of a new epoch; the market goes on after them.
     *
     * @param command that stands before the epoch in the command log
     */
    static List<MarketEvents> begin(int shard, long epoch, long command, Remains remains, Heard heard) {
        remains.leap();
        var engine = remains.engine();
        var events = new Statement(engine, heard, Ids.parse(Ids.ofShard(shard, command))).events();
        var header = MarketEvents.newBuilder()
                .setShard(shard)
                .setLogEpoch(epoch)
                .setCommandOffset(command)
                .setTimeMicros(engine.now());
        var parts = Parts.of(header, engine.sequence() + 1, events);
        remains.haveTold(events.size());
        return parts;
    }

    /** How everything stands, to somebody who has heard nothing yet. */
    static List<MarketEvent> toANewcomer(Engine engine) {
        return new Statement(engine, Heard.nothing(), 0).events();
    }

    private List<MarketEvent> events() {
        reporter.rulesSet(engine.rules());
        instruments();
        closedOrders();
        engine.accounts(account -> engine.openOrders(account, reporter::orderAmended));
        marks();
        closedPositions();
        engine.accounts(account ->
                engine.positions(account, position -> reporter.positionChanged(PositionChange.AMENDED, position, 0)));
        corrections();
        balances();
        books();
        return events;
    }

    private void take() {
        events.addAll(reporter.take());
    }

    private void instruments() {
        for (var instrument : engine.instruments()) {
            var told = heard.instruments.get(instrument.symbol());
            if (!Shapes.instrument(instrument).equals(told)) reporter.instrumentListed(instrument);
        }
    }

    /** Orders that were told to be open, and are not. */
    private void closedOrders() {
        for (var open : heard.openOrders.values()) {
            var name = OrderName.byId(Ids.parse(open.order().getOrderId()));
            var known = engine.order(Shapes.account(open.account()), name);
            if (known == null) close(open);
            else if (!known.status().isLive()) reporter.orderClosed(known);
        }
    }

    private void close(OwnedOrder open) {
        take();
        var closed = open.order().toBuilder()
                .setStatus(OrderStatus.CANCELLED)
                .setReason(LOST)
                .setRemainingQuantityE8(0)
                .setUpdatedAtMicros(engine.now());
        events.add(MarketEvent.newBuilder()
                .setOrderClosed(
                        OrderClosed.newBuilder().setAccount(open.account()).setOrder(closed))
                .build());
    }

    /** Every price that was told otherwise than the market has it; the next of the feed is on its way. */
    private void marks() {
        for (var price : engine.prices()) {
            if (!Shapes.price(price).equals(heard.marks.get(price.symbol()))) reporter.priceMarked(price);
        }
    }

    /** Positions that were told to be open, and are not. */
    private void closedPositions() {
        for (var open : heard.openPositions.values()) {
            long id = Ids.parse(open.getPosition().getPositionId());
            var known = engine.position(Shapes.account(open.getAccount()), id);
            if (known == null) close(open);
            else if (!known.isOpen()) reporter.positionChanged(PositionChange.ENDED, known, 0);
        }
    }

    private void close(PositionChanged open) {
        take();
        var closed = open.getPosition().toBuilder()
                .clearMarkPriceE8()
                .clearMarginLevelE8()
                .clearUnrealizedPnlE8()
                .setStatus(PositionStatus.POSITION_CLOSED)
                .setCloseReason(CloseReason.LOST)
                .setClosedAtMicros(engine.now());
        events.add(MarketEvent.newBuilder()
                .setPositionChanged(PositionChanged.newBuilder()
                        .setAccount(open.getAccount())
                        .setChange(dev.openbell.events.v1.PositionChange.POSITION_ENDED)
                        .setPosition(closed))
                .build());
    }

    /**
     * What each account and each pocket of the house owns, less what it was told to own. The books of both are double, so these sum to
     * zero by themselves.
     */
    private void corrections() {
        wallets(engine, heard.totals().keySet()).forEach((wallet, balance) -> {
            long total = balance.total();
            long amount = total - heard.total(wallet, total);
            if (amount == 0) return;
            reporter.ledgerPosted(wallet.account(), wallet.asset(), amount, total, LedgerKind.CORRECTION, reference);
        });
    }

    private void balances() {
        wallets(engine, heard.balances.keySet()).forEach((wallet, balance) -> {
            if (wallet.account() < 0) return; // nobody is told of the house's pockets
            reporter.balanceChanged(
                    wallet.account(), wallet.asset(), balance.available(), balance.held(), balance.margin());
        });
    }

    /** Every wallet of the market, and those that it does not know, which are empty. */
    static SortedMap<Wallet, Balance> wallets(Engine engine, Set<Wallet> others) {
        var wallets = new TreeMap<Wallet, Balance>();
        for (var other : others) wallets.put(other, new Balance(other.asset(), 0, 0, 0));
        LongConsumer add = account -> {
            for (var balance : engine.balances(account)) wallets.put(new Wallet(account, balance.asset()), balance);
        };
        for (var pocket : House.values()) add.accept(pocket.account());
        engine.accounts(add);
        return wallets;
    }

    /** Every price that was told otherwise than it stands. */
    private void books() {
        var gone = new LinkedHashSet<>(heard.book.keySet());
        for (var instrument : engine.instruments()) {
            for (var side : Side.values()) {
                for (var level : engine.book(instrument.symbol(), side, Integer.MAX_VALUE)) {
                    var price = new Price(instrument.symbol(), Shapes.side(side), level.price());
                    gone.remove(price);
                    if (Shapes.level(level).equals(heard.book.get(price))) continue;
                    reporter.levelChanged(instrument.symbol(), side, level.price(), level.quantity(), level.orders());
                }
            }
        }
        take();
        for (var price : gone) {
            var change = BookLevelChanged.newBuilder()
                    .setInstrument(price.instrument())
                    .setSide(price.side())
                    .setLevel(BookLevel.newBuilder().setPriceE8(price.price()));
            events.add(MarketEvent.newBuilder().setBookLevelChanged(change).build());
        }
    }
}
