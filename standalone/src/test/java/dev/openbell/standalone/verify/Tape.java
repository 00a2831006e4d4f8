package dev.openbell.standalone.verify;

import com.google.protobuf.ByteString;
import dev.openbell.events.v1.BalanceChanged;
import dev.openbell.events.v1.InstrumentHalted;
import dev.openbell.events.v1.InstrumentListed;
import dev.openbell.events.v1.LedgerKind;
import dev.openbell.events.v1.LedgerPosted;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.OrderClosed;
import dev.openbell.events.v1.OrderPlaced;
import dev.openbell.events.v1.PositionChange;
import dev.openbell.events.v1.PositionChanged;
import dev.openbell.events.v1.PriceMarked;
import dev.openbell.events.v1.Traded;
import dev.openbell.events.v1.TradedSide;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.CfdPrice;
import dev.openbell.trading.v1.Direction;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.InstrumentStatus;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.PositionStatus;
import dev.openbell.trading.v1.SelfTradePrevention;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import dev.openbell.trading.v1.Trade;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** An event log, written by hand as the matcher would write it. */
final class Tape {
    static final TopicPartition SHARD = new TopicPartition("market.events", 0);
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00.000001Z");
    static final long NOON_MICROS = 1_767_268_800_000_001L;

    final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private long next = 1;
    private long command;

    /**
     * A seller's 5 of 8 meet a buyer, then the rest is cancelled, and the buyer opens a CFD position: every table has rows, all wallets
     * agree. The seller's order is {@code o1}, the buyer's {@code o2}, the trade {@code t1}, the position {@code p1}.
     */
    static Tape market() {
        var tape = new Tape();
        tape.command(listed("SOL-USD"));
        tape.command(
                posted("sue", "SOL", 8, 8, LedgerKind.DEPOSIT),
                posted("house:grants", "SOL", -8, -8, LedgerKind.DEPOSIT),
                balance("sue", "SOL", 8, 0));
        tape.command(
                posted("bob", "USD", 600, 600, LedgerKind.GRANT),
                posted("house:grants", "USD", -600, -600, LedgerKind.GRANT),
                balance("bob", "USD", 600, 0));
        var sell = order("o1", Side.SELL, 8, 0, OrderStatus.OPEN);
        tape.command(placed("sue", sell), balance("sue", "SOL", 0, 8));
        var buy = order("o2", Side.BUY, 5, 0, OrderStatus.OPEN);
        tape.command(
                placed("bob", buy),
                traded(
                        "t1",
                        5,
                        side("sue", order("o1", Side.SELL, 8, 5, OrderStatus.PARTIALLY_FILLED), 1),
                        side("bob", order("o2", Side.BUY, 5, 5, OrderStatus.FILLED), 2)),
                posted("sue", "SOL", -5, 3, LedgerKind.TRADE),
                posted("sue", "USD", 500, 500, LedgerKind.TRADE),
                posted("sue", "USD", -1, 499, LedgerKind.FEE),
                posted("bob", "SOL", 5, 5, LedgerKind.TRADE),
                posted("bob", "USD", -500, 100, LedgerKind.TRADE),
                posted("bob", "USD", -2, 98, LedgerKind.FEE),
                posted("house:fees", "USD", 3, 3, LedgerKind.FEE),
                balance("sue", "SOL", 0, 3),
                balance("sue", "USD", 499, 0),
                balance("bob", "SOL", 5, 0),
                balance("bob", "USD", 98, 0));
        tape.command(closed("sue", order("o1", Side.SELL, 8, 5, OrderStatus.CANCELLED)), balance("sue", "SOL", 3, 0));
        tape.command(marked("SOL_USDC", 7, 8), opened("bob", "p1"));
        return tape;
    }

    /** All events of one command in one record. */
    Tape command(MarketEvent... events) {
        return part(0, true, events);
    }

    Tape part(int part, boolean last, MarketEvent... events) {
        var record = MarketEvents.newBuilder()
                .setCommandOffset(command)
                .setFirstSequence(next)
                .setLastSequence(next + events.length - 1)
                .setPart(part)
                .setLastPart(last)
                .setTimeMicros(NOON_MICROS)
                .addAllEvents(List.of(events));
        if (last) command++;
        next += events.length;
        return append(record);
    }

    Tape append(MarketEvents.Builder events) {
        records.add(record(records.size(), events.build().toByteString()));
        return this;
    }

    /** The database has come as far as the log goes. */
    Position position() {
        return upTo(next - 1);
    }

    static Position upTo(long sequence) {
        return new Position(SHARD, 0, sequence);
    }

    List<MarketEvents> events() {
        var chain = new Chain(position());
        return records.stream().flatMap(record -> chain.follow(record).stream()).toList();
    }

    List<Row> rows() {
        var rows = new ArrayList<Row>();
        var fold = new Fold(rows::add);
        events().forEach(fold::add);
        return rows;
    }

    static ConsumerRecord<byte[], byte[]> record(long offset, ByteString value) {
        var checksum = new CRC32C();
        checksum.update(value.toByteArray());
        var record =
                new ConsumerRecord<>(SHARD.topic(), SHARD.partition(), offset, new byte[] {'0'}, value.toByteArray());
        record.headers()
                .add(
                        "crc32c",
                        ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
        return record;
    }

    static Instrument instrument(String symbol) {
        return Instrument.newBuilder()
                .setSymbol(symbol)
                .setKind(InstrumentKind.SPOT)
                .setBase("SOL")
                .setQuote("USD")
                .setTickE8(1)
                .setLotE8(2)
                .setMinNotionalE8(3)
                .setPriceBandE8(4)
                .setCollarE8(5)
                .setMakerFeeE8(6)
                .setTakerFeeE8(7)
                .setStatus(InstrumentStatus.INSTRUMENT_OPEN)
                .build();
    }

    static Order order(String id, Side side, long quantity, long filled, OrderStatus status) {
        var order = Order.newBuilder()
                .setOrderId(id)
                .setIdempotencyKey("key-" + id)
                .setInstrument("SOL-USD")
                .setSide(side)
                .setType(OrderType.LIMIT)
                .setTimeInForce(TimeInForce.GTC)
                .setPriceE8(100)
                .setQuantityE8(quantity)
                .setFilledQuantityE8(filled)
                .setRemainingQuantityE8(status == OrderStatus.CANCELLED ? 0 : quantity - filled)
                .setStatus(status)
                .setReason(status == OrderStatus.CANCELLED ? "user" : "")
                .setCreatedAtMicros(NOON_MICROS)
                .setUpdatedAtMicros(NOON_MICROS)
                .setSelfTradePrevention(SelfTradePrevention.CANCEL_NEWEST);
        if (filled > 0) order.setAveragePriceE8(100);
        return order.build();
    }

    static TradedSide side(String account, Order after, long fee) {
        return TradedSide.newBuilder()
                .setAccount(account)
                .setOrder(after)
                .setFeeE8(fee)
                .build();
    }

    static MarketEvent listed(String symbol) {
        return MarketEvent.newBuilder()
                .setInstrumentListed(InstrumentListed.newBuilder().setInstrument(instrument(symbol)))
                .build();
    }

    static MarketEvent halted(String symbol) {
        return MarketEvent.newBuilder()
                .setInstrumentHalted(InstrumentHalted.newBuilder().setSymbol(symbol))
                .build();
    }

    static MarketEvent placed(String account, Order order) {
        return MarketEvent.newBuilder()
                .setOrderPlaced(OrderPlaced.newBuilder().setAccount(account).setOrder(order))
                .build();
    }

    static MarketEvent closed(String account, Order order) {
        return MarketEvent.newBuilder()
                .setOrderClosed(OrderClosed.newBuilder().setAccount(account).setOrder(order))
                .build();
    }

    static MarketEvent traded(String id, long quantity, TradedSide maker, TradedSide taker) {
        return MarketEvent.newBuilder()
                .setTraded(Traded.newBuilder()
                        .setTrade(Trade.newBuilder()
                                .setTradeId(id)
                                .setInstrument("SOL-USD")
                                .setPriceE8(100)
                                .setQuantityE8(quantity)
                                .setTakerSide(taker.getOrder().getSide())
                                .setTimestampMicros(NOON_MICROS))
                        .setMaker(maker)
                        .setTaker(taker))
                .build();
    }

    static MarketEvent opened(String account, String position) {
        return MarketEvent.newBuilder()
                .setPositionChanged(PositionChanged.newBuilder()
                        .setAccount(account)
                        .setChange(PositionChange.POSITION_OPENED)
                        .setPosition(dev.openbell.trading.v1.Position.newBuilder()
                                .setPositionId(position)
                                .setAsset("SOL_USDC")
                                .setDirection(Direction.LONG)
                                .setStatus(PositionStatus.POSITION_OPEN)
                                .setOpenedAtMicros(NOON_MICROS)))
                .build();
    }

    static MarketEvent marked(String symbol, long bid, long ask) {
        return MarketEvent.newBuilder()
                .setPriceMarked(PriceMarked.newBuilder()
                        .setPrice(CfdPrice.newBuilder()
                                .setSymbol(symbol)
                                .setBidE8(bid)
                                .setAskE8(ask)))
                .build();
    }

    static MarketEvent posted(String account, String asset, long amount, long balance, LedgerKind kind) {
        return MarketEvent.newBuilder()
                .setLedgerPosted(LedgerPosted.newBuilder()
                        .setAccount(account)
                        .setAsset(asset)
                        .setAmountE8(amount)
                        .setBalanceE8(balance)
                        .setKind(kind)
                        .setReference("reference"))
                .build();
    }

    static MarketEvent balance(String account, String asset, long available, long held) {
        return balance(account, asset, available, held, available + held);
    }

    static MarketEvent balance(String account, String asset, long available, long held, long total) {
        return MarketEvent.newBuilder()
                .setBalanceChanged(BalanceChanged.newBuilder()
                        .setAccount(account)
                        .setBalance(Balance.newBuilder()
                                .setAsset(asset)
                                .setAvailableE8(available)
                                .setHeldE8(held)
                                .setTotalE8(total)))
                .build();
    }
}
