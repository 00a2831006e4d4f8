package dev.openbell.matcher.recover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.money.E8;
import dev.openbell.events.v1.CancelOrder;
import dev.openbell.events.v1.ClosePosition;
import dev.openbell.events.v1.Deposit;
import dev.openbell.events.v1.ListInstrument;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.OpenAccount;
import dev.openbell.events.v1.OpenPosition;
import dev.openbell.events.v1.PlaceOrder;
import dev.openbell.events.v1.PriceTick;
import dev.openbell.events.v1.TimePassed;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.House;
import dev.openbell.matcher.log.EventLog;
import dev.openbell.matcher.log.LoggedCommands;
import dev.openbell.matcher.log.Replica;
import dev.openbell.matcher.log.Shapes;
import dev.openbell.matcher.recover.Heard.Price;
import dev.openbell.matcher.shard.Recovery.LogRange;
import dev.openbell.matcher.snapshot.Snapshot;
import dev.openbell.matcher.snapshot.SnapshotStore;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.BookLevel;
import dev.openbell.trading.v1.Direction;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A market with both its logs, of which something may get lost. */
final class Market {
    static final int SHARD = 0;
    private static final String LOG = "the command log";
    static final String ALICE = Ids.text(7), BOB = Ids.text(8);
    static final String SOL = "SOL-USD", BTC = "BTC_USDC";

    final List<LoggedCommand> commands = new ArrayList<>();
    final List<MarketEvents> events = new ArrayList<>();
    private Replica replica = new Replica(SHARD, new Engine(SHARD), 0, 0, Set.of());
    private long time = 1_000_000, ticks;

    /** Alice has 100 SOL, Bob dollars, and nobody has traded yet. */
    Market() {
        does(
                "",
                LoggedCommand.newBuilder()
                        .setListInstrument(ListInstrument.newBuilder().setInstrument(instrument())));
        opens(ALICE);
        opens(BOB);
        deposits(ALICE, "SOL", "100");
    }

    private static Instrument instrument() {
        return Instrument.newBuilder()
                .setSymbol(SOL)
                .setKind(InstrumentKind.SPOT)
                .setBase("SOL")
                .setQuote("USD")
                .setTickE8(E8.ONE)
                .setLotE8(E8.ONE)
                .setPriceBandE8(E8.ONE)
                .setCollarE8(E8.parse("0.5"))
                .setMakerFeeE8(E8.parse("0.001"))
                .setTakerFeeE8(E8.parse("0.002"))
                .build();
    }

    void opens(String account) {
        does(account, LoggedCommand.newBuilder().setOpenAccount(OpenAccount.getDefaultInstance()));
    }

    void deposits(String account, String asset, String amount) {
        does(
                account,
                LoggedCommand.newBuilder()
                        .setDeposit(Deposit.newBuilder()
                                .setAsset(asset)
                                .setAmountE8(E8.parse(amount))
                                .setIdempotencyKey("deposit-" + commands.size())));
    }

    /** The order's id. */
    String places(String account, Side side, String quantity, String price) {
        does(
                account,
                LoggedCommand.newBuilder()
                        .setPlaceOrder(PlaceOrder.newBuilder()
                                .setIdempotencyKey("order-" + commands.size())
                                .setInstrument(SOL)
                                .setSide(side)
                                .setType(OrderType.LIMIT)
                                .setQuantityE8(E8.parse(quantity))
                                .setPriceE8(E8.parse(price))));
        return Ids.text(engine().numbers().order());
    }

    /** A CFD comes to the market, and the feed's first price with it. */
    void listsACfd() {
        var cfd = Instrument.newBuilder()
                .setSymbol(BTC)
                .setKind(InstrumentKind.CFD)
                .setBase("BTC")
                .setQuote("USD")
                .setTickE8(E8.parse("0.1"))
                .setLotE8(E8.parse("0.0001"))
                .setMinNotionalE8(E8.ONE)
                .setTakerFeeE8(E8.parse("0.0005"))
                .setMaxLeverage(100)
                .setMaintenanceRateE8(E8.parse("0.005"))
                .setFinancingRateE8(E8.parse("0.0001"));
        does(
                "",
                LoggedCommand.newBuilder()
                        .setListInstrument(ListInstrument.newBuilder().setInstrument(cfd)));
        feeds("60000");
    }

    /** The feed's price for it. */
    void feeds(String price) {
        var tick = PriceTick.newBuilder()
                .setSymbol(BTC)
                .setBidE8(E8.parse(price))
                .setAskE8(E8.parse(price))
                .setSourceEpoch(1)
                .setSourceSequence(++ticks);
        does("", LoggedCommand.newBuilder().setPriceTick(tick));
    }

    /** Ten times 600 USD on BTC; the position's id. */
    String bets(String account, Direction direction) {
        var open = OpenPosition.newBuilder()
                .setIdempotencyKey("position-" + commands.size())
                .setAsset(BTC)
                .setDirection(direction)
                .setMarginE8(E8.parse("600"))
                .setLeverage(10);
        does(account, LoggedCommand.newBuilder().setOpenPosition(open));
        return Ids.text(engine().numbers().position());
    }

    void closes(String account, String position) {
        var close = ClosePosition.newBuilder().setPositionId(position);
        does(account, LoggedCommand.newBuilder().setClosePosition(close));
    }

    void cancels(String account, String order) {
        does(
                account,
                LoggedCommand.newBuilder()
                        .setCancelOrder(CancelOrder.newBuilder().setOrderId(order)));
    }

    /** A command is logged, applied, and what came of it is published. */
    void does(String account, LoggedCommand.Builder command) {
        commands.add(command.setAccount(account)
                .setVersion(LoggedCommands.VERSION)
                .setAcceptedAtMicros(time++)
                .build());
        apply(commands.size() - 1);
    }

    private void apply(int offset) {
        var _ = replica.apply(command(offset), true);
        events.addAll(replica.events());
    }

    Engine engine() {
        return replica.engine();
    }

    ConsumerRecord<byte[], byte[]> command(long offset) {
        return record(offset, commands.get((int) offset));
    }

    static ConsumerRecord<byte[], byte[]> record(long offset, LoggedCommand command) {
        return new ConsumerRecord<>("trading.commands", SHARD, offset, new byte[0], command.toByteArray());
    }

    /** The command log has forgotten everything from here on. */
    void loses(int from) {
        commands.subList(from, commands.size()).clear();
    }

    /** The market is written down. */
    void save(SnapshotStore store) throws IOException {
        var snapshot = new Snapshot(
                SHARD,
                LOG,
                replica.logEpoch(),
                replica.nextOffset(),
                events.size(),
                engine().sequence(),
                engine().now());
        var _ = store.save(snapshot, engine()::write);
    }

    /** What {@code ./openbell recover} finds and tells. */
    record Recovered(Heard heard, Remains remains, Report report, List<MarketEvents> statement) {
        Engine engine() {
            return remains.engine();
        }
    }

    Recovered recovers(SnapshotStore store) throws IOException {
        return recovers(store, 0);
    }

    /** Puts together what is left, and begins the next epoch; what it tells is not published yet. */
    Recovered recovers(SnapshotStore store, long begin) throws IOException {
        var newest = Newest.of(store, SHARD);
        var range = new LogRange(LOG, begin, commands.size());
        var published = published();
        var heard = new Heard(Remains.lost(newest, range), Remains.mustRenumber(newest, range, published.logEpoch()));
        events.forEach(heard::add);
        var remains = Remains.of(SHARD, newest, range, heard, new HashSet<>());
        for (long at = remains.nextOffset(); at < range.end(); at++) remains.apply(command(at));
        var report = Report.of(newest, range, published, remains.engine(), heard);
        commands.add(LoggedCommand.newBuilder()
                .setVersion(LoggedCommands.VERSION)
                .setAcceptedAtMicros(remains.engine().now())
                .setTimePassed(TimePassed.getDefaultInstance())
                .build());
        var statement = Statement.begin(SHARD, published.logEpoch() + 1, range.end(), remains, heard);
        return new Recovered(heard, remains, report, statement);
    }

    /** The matcher starts with what was recovered. */
    void goesOn(Recovered recovered) {
        events.addAll(recovered.statement);
        long epoch = events.getLast().getLogEpoch();
        replica = new Replica(SHARD, recovered.engine(), commands.size(), epoch, Set.of());
    }

    LogRange range() {
        return new LogRange(LOG, 0, commands.size());
    }

    EventLog.End published() {
        var last = events.getLast();
        return new EventLog.End(last.getLastSequence(), last.getCommandOffset(), last.getLogEpoch());
    }

    /** Whoever folds all events, and then these, holds what the engine holds. */
    void mustBeKnown(Engine engine, List<MarketEvents> more) {
        var told = Heard.nothing();
        events.forEach(told::add);
        more.forEach(told::add);

        var open = new HashMap<String, Order>();
        var positions = new HashMap<String, Position>();
        var balances = new HashMap<Wallet, Balance>();
        var totals = new HashMap<Wallet, Long>();
        engine.accounts(account -> {
            engine.openOrders(account, order -> open.put(Ids.text(order.id()), Shapes.order(order)));
            engine.positions(
                    account, position -> positions.put(Ids.text(position.id()), terms(Shapes.position(position))));
            for (var balance : engine.balances(account)) {
                balances.put(new Wallet(account, balance.asset()), Shapes.balance(balance));
                totals.put(new Wallet(account, balance.asset()), balance.total());
            }
        });
        for (var pocket : House.values()) {
            for (var balance : engine.balances(pocket.account()))
                totals.put(new Wallet(pocket.account(), balance.asset()), balance.total());
        }
        var book = new HashMap<Price, BookLevel>();
        for (var side : dev.openbell.matcher.engine.Side.values()) {
            for (var level : engine.book(SOL, side, Integer.MAX_VALUE))
                book.put(new Price(SOL, Shapes.side(side), level.price()), Shapes.level(level));
        }

        var toldOpen = new HashMap<String, Order>();
        told.openOrders.forEach((id, order) -> toldOpen.put(id, order.order()));
        var toldPositions = new HashMap<String, Position>();
        told.openPositions.forEach((id, changed) -> toldPositions.put(id, terms(changed.getPosition())));
        var toldBalances = new HashMap<>(told.balances);
        toldBalances.values().removeIf(balance -> balance.getTotalE8() == 0);
        balances.values().removeIf(balance -> balance.getTotalE8() == 0);
        var toldTotals = new HashMap<>(told.totals());
        toldTotals.values().removeIf(total -> total == 0);
        totals.values().removeIf(total -> total == 0);
        assertThat(toldOpen).isEqualTo(open);
        assertThat(toldPositions).isEqualTo(positions);
        assertThat(toldBalances).isEqualTo(balances);
        assertThat(toldTotals).isEqualTo(totals);
        assertThat(told.book).isEqualTo(book);
    }

    /** A position but for what each price and each day changes. */
    private static Position terms(Position position) {
        return position.toBuilder()
                .clearMarkPriceE8()
                .clearMarginLevelE8()
                .clearUnrealizedPnlE8()
                .clearFinancingE8()
                .build();
    }
}
