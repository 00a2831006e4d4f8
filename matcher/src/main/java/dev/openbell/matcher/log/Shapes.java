package dev.openbell.matcher.log;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.matcher.engine.House;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.BookLevel;
import dev.openbell.trading.v1.CfdPrice;
import dev.openbell.trading.v1.CloseReason;
import dev.openbell.trading.v1.Direction;
import dev.openbell.trading.v1.Fill;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.InstrumentStatus;
import dev.openbell.trading.v1.Liquidity;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.PositionStatus;
import dev.openbell.trading.v1.SelfTradePrevention;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import dev.openbell.trading.v1.Trade;
import java.util.Locale;

/** What the engine knows in the shapes of the contract: for the event log and for answers alike. */
public final class Shapes {
    private static final String HOUSE = "house:";

    private Shapes() {}

    /** A trader's id, or the name of one of the house's pockets. */
    static String account(long account) {
        return account >= 0
                ? Ids.text(account)
                : HOUSE + House.of(account).name().toLowerCase(Locale.ROOT);
    }

    /** The account that is written so. */
    public static long account(String text) {
        return text.startsWith(HOUSE)
                ? House.valueOf(text.substring(HOUSE.length()).toUpperCase(Locale.ROOT))
                        .account()
                : Ids.parse(text);
    }

    public static Order order(dev.openbell.matcher.engine.Order order) {
        var shape = Order.newBuilder()
                .setOrderId(Ids.text(order.id()))
                .setIdempotencyKey(order.key())
                .setInstrument(order.instrument())
                .setSide(side(order.side()))
                .setType(type(order.type()))
                .setTimeInForce(timeInForce(order.timeInForce()))
                .setPostOnly(order.postOnly())
                .setFilledQuantityE8(order.filled())
                .setRemainingQuantityE8(order.remaining())
                .setStatus(status(order.status()))
                .setReason(order.reason().word())
                .setCreatedAtMicros(order.createdAt())
                .setUpdatedAtMicros(order.updatedAt())
                .setSelfTradePrevention(selfTrade(order.selfTrade()))
                .setSynthetic(order.synthetic());
        if (order.price() != 0) shape.setPriceE8(order.price());
        if (order.stopPrice() != 0) shape.setStopPriceE8(order.stopPrice());
        if (order.quantity() != 0) shape.setQuantityE8(order.quantity());
        if (order.quoteQuantity() != 0) shape.setQuoteQuantityE8(order.quoteQuantity());
        if (order.filled() > 0) shape.setAveragePriceE8(order.averagePrice());
        if (order.expiresAt() != 0) shape.setExpiresAtMicros(order.expiresAt());
        return shape.build();
    }

    public static Fill fill(dev.openbell.matcher.engine.Fill fill) {
        var trade = fill.trade();
        return Fill.newBuilder()
                .setTradeId(Ids.text(trade.id()))
                .setOrderId(Ids.text(fill.order()))
                .setInstrument(trade.instrument())
                .setSide(side(fill.side()))
                .setPriceE8(trade.price())
                .setQuantityE8(trade.quantity())
                .setTakerSide(side(trade.takerSide()))
                .setLiquidity(fill.maker() ? Liquidity.MAKER : Liquidity.TAKER)
                .setFeeE8(fill.fee())
                .setFeeAsset(fill.feeAsset())
                .setSynthetic(trade.synthetic())
                .setTimestampMicros(trade.time())
                .build();
    }

    public static Balance balance(dev.openbell.matcher.engine.Balance balance) {
        return Balance.newBuilder()
                .setAsset(balance.asset())
                .setAvailableE8(balance.available())
                .setHeldE8(balance.held())
                .setMarginE8(balance.margin())
                .setTotalE8(balance.total())
                .build();
    }

    public static BookLevel level(dev.openbell.matcher.engine.BookLevel level) {
        return BookLevel.newBuilder()
                .setPriceE8(level.price())
                .setQuantityE8(level.quantity())
                .setOrders(level.orders())
                .build();
    }

    public static Instrument instrument(dev.openbell.matcher.engine.Instrument instrument) {
        var shape = Instrument.newBuilder()
                .setSymbol(instrument.symbol())
                .setKind(InstrumentKind.SPOT)
                .setBase(instrument.base())
                .setQuote(instrument.quote())
                .setTickE8(instrument.tick())
                .setLotE8(instrument.lot())
                .setMinNotionalE8(instrument.minNotional())
                .setPriceBandE8(instrument.priceBand())
                .setCollarE8(instrument.collar())
                .setMakerFeeE8(instrument.makerFee())
                .setTakerFeeE8(instrument.takerFee())
                .setStatus(instrument.halted() ? InstrumentStatus.INSTRUMENT_HALTED : InstrumentStatus.INSTRUMENT_OPEN);
        var cfd = instrument.cfd();
        if (cfd == null) return shape.build();
        return shape.setKind(InstrumentKind.CFD)
                .setMaxLeverage(cfd.maxLeverage())
                .setMaintenanceRateE8(cfd.maintenanceRate())
                .setFinancingRateE8(cfd.financingRate())
                .build();
    }

    public static Position position(dev.openbell.matcher.engine.Position position) {
        var shape = Position.newBuilder()
                .setPositionId(Ids.text(position.id()))
                .setAsset(position.asset())
                .setDirection(direction(position.direction()))
                .setMarginE8(position.margin())
                .setLeverage(position.leverage())
                .setQuantityE8(position.quantity())
                .setEntryPriceE8(position.entryPrice())
                .setUnrealizedPnlE8(position.unrealized())
                .setRealizedPnlE8(position.realized())
                .setFeesE8(position.fees())
                .setFinancingE8(position.financing())
                .setStatus(position.isOpen() ? PositionStatus.POSITION_OPEN : PositionStatus.POSITION_CLOSED)
                .setOpenedAtMicros(position.openedAt());
        if (position.stopLoss() != 0) shape.setStopLossPriceE8(position.stopLoss());
        if (position.takeProfit() != 0) shape.setTakeProfitPriceE8(position.takeProfit());
        if (position.trailing() != 0) shape.setTrailingDistanceE8(position.trailing());
        if (position.liquidationPrice() != 0) shape.setLiquidationPriceE8(position.liquidationPrice());
        if (position.isOpen()) {
            return shape.setMarkPriceE8(position.markPrice())
                    .setMarginLevelE8(position.marginLevel())
                    .build();
        }
        return shape.setCloseReason(reason(position.reason()))
                .setClosePriceE8(position.closePrice())
                .setClosedAtMicros(position.closedAt())
                .build();
    }

    private static Direction direction(dev.openbell.matcher.engine.Direction direction) {
        return switch (direction) {
            case LONG -> Direction.LONG;
            case SHORT -> Direction.SHORT;
        };
    }

    private static CloseReason reason(dev.openbell.matcher.engine.CloseReason reason) {
        return switch (reason) {
            case NONE -> CloseReason.CLOSE_REASON_UNSPECIFIED;
            case CLOSED -> CloseReason.CLOSED_BY_OWNER;
            case STOP_LOSS -> CloseReason.STOP_LOSS;
            case TAKE_PROFIT -> CloseReason.TAKE_PROFIT;
            case TRAILING_STOP -> CloseReason.TRAILING_STOP;
            case LIQUIDATED -> CloseReason.LIQUIDATED;
        };
    }

    /** As of the log; how old it is, whoever answers with it knows. */
    public static CfdPrice price(dev.openbell.matcher.engine.CfdPrice price) {
        return CfdPrice.newBuilder()
                .setSymbol(price.symbol())
                .setBidE8(price.bid())
                .setAskE8(price.ask())
                .setLastE8(price.last())
                .setTimestampMicros(price.time())
                .build();
    }

    public static Trade trade(dev.openbell.matcher.engine.Trade trade) {
        return Trade.newBuilder()
                .setTradeId(Ids.text(trade.id()))
                .setInstrument(trade.instrument())
                .setPriceE8(trade.price())
                .setQuantityE8(trade.quantity())
                .setTakerSide(side(trade.takerSide()))
                .setSynthetic(trade.synthetic())
                .setTimestampMicros(trade.time())
                .build();
    }

    public static Side side(dev.openbell.matcher.engine.Side side) {
        return switch (side) {
            case BUY -> Side.BUY;
            case SELL -> Side.SELL;
        };
    }

    private static OrderType type(dev.openbell.matcher.engine.OrderType type) {
        return switch (type) {
            case LIMIT -> OrderType.LIMIT;
            case MARKET -> OrderType.MARKET;
            case STOP -> OrderType.STOP;
            case STOP_LIMIT -> OrderType.STOP_LIMIT;
        };
    }

    private static TimeInForce timeInForce(dev.openbell.matcher.engine.TimeInForce timeInForce) {
        return switch (timeInForce) {
            case GTC -> TimeInForce.GTC;
            case IOC -> TimeInForce.IOC;
            case FOK -> TimeInForce.FOK;
            case GTD -> TimeInForce.GTD;
        };
    }

    private static SelfTradePrevention selfTrade(dev.openbell.matcher.engine.SelfTrade choice) {
        return switch (choice) {
            case CANCEL_NEWEST -> SelfTradePrevention.CANCEL_NEWEST;
            case CANCEL_OLDEST -> SelfTradePrevention.CANCEL_OLDEST;
            case CANCEL_BOTH -> SelfTradePrevention.CANCEL_BOTH;
        };
    }

    private static OrderStatus status(dev.openbell.matcher.engine.Status status) {
        return switch (status) {
            case WAITING -> OrderStatus.WAITING;
            case OPEN -> OrderStatus.OPEN;
            case PARTIALLY_FILLED -> OrderStatus.PARTIALLY_FILLED;
            case FILLED -> OrderStatus.FILLED;
            case CANCELLED -> OrderStatus.CANCELLED;
            case EXPIRED -> OrderStatus.EXPIRED;
            case REJECTED -> OrderStatus.REJECTED;
        };
    }
}
