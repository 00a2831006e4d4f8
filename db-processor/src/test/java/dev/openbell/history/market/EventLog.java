package dev.openbell.history.market;

import com.google.protobuf.MessageLite;
import dev.openbell.chassis.money.E8;
import dev.openbell.events.v1.BalanceChanged;
import dev.openbell.events.v1.EventRecord;
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
import dev.openbell.events.v1.Topics;
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
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.PositionStatus;
import dev.openbell.trading.v1.SelfTradePrevention;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import dev.openbell.trading.v1.Trade;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Writes event logs as the matcher would. */
public final class EventLog {
    public static final TopicPartition SHARD = new TopicPartition(Topics.MARKET_EVENTS, 0);
    public static final String BTC_USD = "BTC-USD";
    public static final String SOL_USDC = "SOL_USDC";
    public static final long NOON = 1_790_000_000_000_000L;

    public final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    public long time = NOON;
    private long nextSequence = 1;
    private long logEpoch = 1;

    /** One command, with all its events in one record. */
    public EventLog command(MarketEvent... events) {
        return part(0, true, events);
    }

    public EventLog part(int part, boolean last, MarketEvent... events) {
        if (part == 0) time += 1_000;
        var record = MarketEvents.newBuilder()
                .setLogEpoch(logEpoch)
                .setCommandOffset(records.size())
                .setFirstSequence(nextSequence)
                .setLastSequence(nextSequence + events.length - 1)
                .setPart(part)
                .setLastPart(last)
                .setTimeMicros(time)
                .addAllEvents(List.of(events))
                .build();
        nextSequence += events.length;
        return append(record);
    }

    public EventLog append(MarketEvents events) {
        records.add(record(records.size(), events));
        return this;
    }

    /** What comes next is of this epoch, and has this number. */
    public void goesOnInEpoch(long epoch, long sequence) {
        logEpoch = epoch;
        nextSequence = sequence;
    }

    public static ConsumerRecord<byte[], byte[]> record(long offset, MessageLite message) {
        var value = message.toByteArray();
        var record = new ConsumerRecord<>(SHARD.topic(), SHARD.partition(), offset, new byte[] {'0'}, value);
        record.headers().add(EventRecord.checksum(value));
        return record;
    }

    public static MarketEvent listed(String symbol) {
        var instrument = Instrument.newBuilder()
                .setSymbol(symbol)
                .setKind(InstrumentKind.SPOT)
                .setBase("BTC")
                .setQuote("USD")
                .setTickE8(E8.ONE / 2)
                .setLotE8(E8.ONE / 10_000)
                .setStatus(InstrumentStatus.INSTRUMENT_OPEN);
        return MarketEvent.newBuilder()
                .setInstrumentListed(InstrumentListed.newBuilder().setInstrument(instrument))
                .build();
    }

    /** An open limit order; {@code id} is its key as well. */
    public Order.Builder order(String id, Side side, String price, String quantity) {
        return Order.newBuilder()
                .setOrderId(id)
                .setIdempotencyKey("key-" + id)
                .setInstrument(BTC_USD)
                .setSide(side)
                .setType(OrderType.LIMIT)
                .setTimeInForce(TimeInForce.GTC)
                .setPriceE8(E8.parse(price))
                .setQuantityE8(E8.parse(quantity))
                .setRemainingQuantityE8(E8.parse(quantity))
                .setStatus(OrderStatus.OPEN)
                .setSelfTradePrevention(SelfTradePrevention.CANCEL_NEWEST)
                .setCreatedAtMicros(time)
                .setUpdatedAtMicros(time);
    }

    public static Order.Builder filled(Order.Builder order, String quantity) {
        long filled = order.getFilledQuantityE8() + E8.parse(quantity);
        return order.clone()
                .setFilledQuantityE8(filled)
                .setRemainingQuantityE8(order.getQuantityE8() - filled)
                .setAveragePriceE8(order.getPriceE8())
                .setStatus(filled == order.getQuantityE8() ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED);
    }

    public static MarketEvent placed(String account, Order.Builder order) {
        return MarketEvent.newBuilder()
                .setOrderPlaced(OrderPlaced.newBuilder().setAccount(account).setOrder(order))
                .build();
    }

    public static MarketEvent cancelled(String account, Order.Builder order) {
        return closed(account, order.clone().setStatus(OrderStatus.CANCELLED).setReason("user"));
    }

    public static MarketEvent expired(String account, Order.Builder order) {
        return closed(account, order.clone().setStatus(OrderStatus.EXPIRED).setReason("expired"));
    }

    private static MarketEvent closed(String account, Order.Builder order) {
        return MarketEvent.newBuilder()
                .setOrderClosed(OrderClosed.newBuilder().setAccount(account).setOrder(order.setRemainingQuantityE8(0)))
                .build();
    }

    /** The orders are as they stand after it. */
    public MarketEvent traded(
            String id, String quantity, String maker, Order.Builder made, String taker, Order.Builder took) {
        return MarketEvent.newBuilder()
                .setTraded(Traded.newBuilder()
                        .setTrade(Trade.newBuilder()
                                .setTradeId(id)
                                .setInstrument(BTC_USD)
                                .setPriceE8(made.getPriceE8())
                                .setQuantityE8(E8.parse(quantity))
                                .setTakerSide(took.getSide())
                                .setTimestampMicros(time))
                        .setMaker(TradedSide.newBuilder()
                                .setAccount(maker)
                                .setOrder(made)
                                .setFeeE8(5))
                        .setTaker(TradedSide.newBuilder()
                                .setAccount(taker)
                                .setOrder(took)
                                .setFeeE8(10)))
                .build();
    }

    /** A trade of two strangers. */
    public MarketEvent traded(Trade trade) {
        return MarketEvent.newBuilder()
                .setTraded(Traded.newBuilder()
                        .setTrade(trade)
                        .setMaker(TradedSide.newBuilder()
                                .setAccount("maker")
                                .setOrder(order("made", Side.SELL, "1", "1")))
                        .setTaker(TradedSide.newBuilder()
                                .setAccount("taker")
                                .setOrder(order("took", Side.BUY, "1", "1"))))
                .build();
    }

    public static MarketEvent posted(String account, String amount, LedgerKind kind, String reference) {
        return posted(account, amount, amount, kind, reference);
    }

    /** An entry after which the account has this balance. */
    public static MarketEvent posted(String account, String amount, String balance, LedgerKind kind, String reference) {
        return MarketEvent.newBuilder()
                .setLedgerPosted(LedgerPosted.newBuilder()
                        .setAccount(account)
                        .setAsset("USD")
                        .setAmountE8(E8.parse(amount))
                        .setBalanceE8(E8.parse(balance))
                        .setKind(kind)
                        .setReference(reference))
                .build();
    }

    public static MarketEvent balance(String account, String available, String held) {
        return MarketEvent.newBuilder()
                .setBalanceChanged(BalanceChanged.newBuilder()
                        .setAccount(account)
                        .setBalance(Balance.newBuilder()
                                .setAsset("USD")
                                .setAvailableE8(E8.parse(available))
                                .setHeldE8(E8.parse(held))
                                .setTotalE8(E8.parse(available) + E8.parse(held))))
                .build();
    }

    /** An open long position of SOL_USDC; opened at the time of this log. */
    public Position.Builder position(String id, String quantity, String entryPrice) {
        return Position.newBuilder()
                .setPositionId(id)
                .setAsset(SOL_USDC)
                .setDirection(Direction.LONG)
                .setMarginE8(E8.parse("100"))
                .setLeverage(10)
                .setQuantityE8(E8.parse(quantity))
                .setEntryPriceE8(E8.parse(entryPrice))
                .setStatus(PositionStatus.POSITION_OPEN)
                .setOpenedAtMicros(time);
    }

    public static MarketEvent changed(String account, PositionChange change, Position.Builder after) {
        return MarketEvent.newBuilder()
                .setPositionChanged(PositionChanged.newBuilder()
                        .setAccount(account)
                        .setChange(change)
                        .setPosition(after))
                .build();
    }

    public static MarketEvent marked(String bid, String ask) {
        return MarketEvent.newBuilder()
                .setPriceMarked(PriceMarked.newBuilder()
                        .setPrice(CfdPrice.newBuilder()
                                .setSymbol(SOL_USDC)
                                .setBidE8(E8.parse(bid))
                                .setAskE8(E8.parse(ask))))
                .build();
    }
}
