package dev.openbell.stream.floor;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.money.E8;
import dev.openbell.events.v1.BalanceChanged;
import dev.openbell.events.v1.BookLevelChanged;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.OrderPlaced;
import dev.openbell.events.v1.PositionChange;
import dev.openbell.events.v1.PositionChanged;
import dev.openbell.events.v1.PriceMarked;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.events.v1.Traded;
import dev.openbell.events.v1.TradedSide;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.BookLevel;
import dev.openbell.trading.v1.CfdPrice;
import dev.openbell.trading.v1.CloseReason;
import dev.openbell.trading.v1.Direction;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderBook;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.PositionStatus;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import dev.openbell.trading.v1.Trade;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the log tells, in few words, numbered as it goes on. */
public final class News {
    public static final Instrument BTC_USD = Instrument.newBuilder()
            .setSymbol("BTC-USD")
            .setKind(InstrumentKind.SPOT)
            .setBase("BTC")
            .setQuote("USD")
            .setTickE8(50_000_000)
            .build();

    public static final Instrument ETH_USD =
            BTC_USD.toBuilder().setSymbol("ETH-USD").setBase("ETH").build();

    public static final Instrument BTC_USDC = BTC_USD.toBuilder()
            .setSymbol("BTC_USDC")
            .setKind(InstrumentKind.CFD)
            .build();

    private static final long TIME = 1_700_000_000_123_456L;

    private long sequence;
    private long offset = 40;
    private long time = TIME;

    /** @param sequence the last event before */
    public News(long sequence) {
        this.sequence = sequence;
    }

    /** From now on it is this time. */
    public News at(Instant now) {
        time = micros(now);
        return this;
    }

    /** One command and what came of it. */
    public MarketEvents record(MarketEvent... events) {
        long first = sequence + 1;
        sequence += events.length;
        return MarketEvents.newBuilder()
                .setLogEpoch(1)
                .setCommandOffset(++offset)
                .setFirstSequence(first)
                .setLastSequence(sequence)
                .setLastPart(true)
                .setTimeMicros(time)
                .addAllEvents(List.of(events))
                .build();
    }

    public long sequence() {
        return sequence;
    }

    public static OrderBook book(long sequence, BookLevel... bids) {
        return OrderBook.newBuilder()
                .setInstrument("BTC-USD")
                .setSequence(sequence)
                .addAllBids(List.of(bids))
                .build();
    }

    public static BookLevel level(String price, String quantity) {
        return BookLevel.newBuilder()
                .setPriceE8(E8.parse(price))
                .setQuantityE8(E8.parse(quantity))
                .setOrders(1)
                .build();
    }

    public static MarketEvent bid(String price, String quantity) {
        return MarketEvent.newBuilder()
                .setBookLevelChanged(BookLevelChanged.newBuilder()
                        .setInstrument("BTC-USD")
                        .setSide(Side.BUY)
                        .setLevel(level(price, quantity)))
                .build();
    }

    public static MarketEvent placed(String account, String orderId) {
        return MarketEvent.newBuilder()
                .setOrderPlaced(OrderPlaced.newBuilder().setAccount(account).setOrder(order(orderId, Side.BUY)))
                .build();
    }

    public static MarketEvent traded(String maker, String taker) {
        return MarketEvent.newBuilder()
                .setTraded(Traded.newBuilder()
                        .setTrade(Trade.newBuilder()
                                .setTradeId("trade-1")
                                .setInstrument("BTC-USD")
                                .setPriceE8(E8.parse("60000"))
                                .setQuantityE8(E8.parse("0.5"))
                                .setTakerSide(Side.SELL)
                                .setTimestampMicros(TIME))
                        .setMaker(side(maker, "maker-order", Side.BUY))
                        .setTaker(side(taker, "taker-order", Side.SELL)))
                .build();
    }

    /** A trade of two strangers. */
    public static MarketEvent traded(long id, Instant time, String price, String quantity) {
        var traded = traded("a stranger", "another").getTraded().toBuilder();
        traded.getTradeBuilder()
                .setTradeId(Ids.text(id))
                .setPriceE8(E8.parse(price))
                .setQuantityE8(E8.parse(quantity))
                .setTimestampMicros(micros(time));
        return MarketEvent.newBuilder().setTraded(traded).build();
    }

    /** A long position of one BTC_USDC that was opened at 100. */
    public static MarketEvent position(String account, PositionChange change, CloseReason reason) {
        return MarketEvent.newBuilder()
                .setPositionChanged(PositionChanged.newBuilder()
                        .setAccount(account)
                        .setChange(change)
                        .setPosition(Position.newBuilder()
                                .setPositionId("p1")
                                .setAsset("BTC_USDC")
                                .setDirection(Direction.LONG)
                                .setQuantityE8(E8.ONE)
                                .setEntryPriceE8(E8.parse("100"))
                                .setCloseReason(reason)
                                .setStatus(
                                        reason == CloseReason.CLOSE_REASON_UNSPECIFIED
                                                ? PositionStatus.POSITION_OPEN
                                                : PositionStatus.POSITION_CLOSED)))
                .build();
    }

    public static MarketEvent marked(String bid) {
        return MarketEvent.newBuilder()
                .setPriceMarked(PriceMarked.newBuilder()
                        .setPrice(CfdPrice.newBuilder()
                                .setSymbol("BTC_USDC")
                                .setBidE8(E8.parse(bid))
                                .setAskE8(E8.parse(bid) + E8.ONE)))
                .build();
    }

    public static MarketEvent balance(String account, String available) {
        return MarketEvent.newBuilder()
                .setBalanceChanged(BalanceChanged.newBuilder()
                        .setAccount(account)
                        .setBalance(Balance.newBuilder()
                                .setAsset("USD")
                                .setAvailableE8(E8.parse(available))
                                .setTotalE8(E8.parse(available))))
                .build();
    }

    public static PriceUpdate price(String bid) {
        return PriceUpdate.newBuilder()
                .setSymbol("BTC_USDC")
                .setBidE8(E8.parse(bid))
                .setAskE8(E8.parse(bid) + E8.ONE)
                .setLastE8(E8.parse(bid))
                .setSourceTimeMicros(TIME)
                .build();
    }

    public static Order order(String id, Side side) {
        return Order.newBuilder()
                .setOrderId(id)
                .setInstrument("BTC-USD")
                .setSide(side)
                .setType(OrderType.LIMIT)
                .setTimeInForce(TimeInForce.GTC)
                .setPriceE8(E8.parse("60000"))
                .setQuantityE8(E8.parse("0.5"))
                .setRemainingQuantityE8(E8.parse("0.5"))
                .setStatus(OrderStatus.OPEN)
                .setCreatedAtMicros(TIME)
                .setUpdatedAtMicros(TIME)
                .build();
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static TradedSide side(String account, String orderId, Side side) {
        return TradedSide.newBuilder()
                .setAccount(account)
                .setOrder(order(orderId, side))
                .setFeeE8(E8.parse("15"))
                .build();
    }
}
