package dev.openbell.matcher.log;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.events.v1.AccountOpened;
import dev.openbell.events.v1.BalanceChanged;
import dev.openbell.events.v1.BookLevelChanged;
import dev.openbell.events.v1.CommandRefused;
import dev.openbell.events.v1.InstrumentListed;
import dev.openbell.events.v1.LedgerPosted;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.OrderClosed;
import dev.openbell.events.v1.OrderPlaced;
import dev.openbell.events.v1.Traded;
import dev.openbell.events.v1.TradedSide;
import dev.openbell.matcher.engine.Event;
import dev.openbell.matcher.engine.House;
import dev.openbell.matcher.engine.OrderState;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.BookLevel;
import dev.openbell.trading.v1.Fill;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.InstrumentStatus;
import dev.openbell.trading.v1.Liquidity;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.SelfTradePrevention;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import dev.openbell.trading.v1.Trade;

/** What the engine says, in the shapes of the contract: for the event log and for answers alike. */
public final class Shapes {
    private Shapes() {}

    public static MarketEvent event(Event event) {
        var shape = MarketEvent.newBuilder();
        switch (event) {
            case Event.AccountOpened opened ->
                shape.setAccountOpened(AccountOpened.newBuilder()
                        .setAccount(Ids.text(opened.account()))
                        .setSynthetic(opened.synthetic()));
            case Event.InstrumentListed listed ->
                shape.setInstrumentListed(InstrumentListed.newBuilder().setInstrument(instrument(listed.instrument())));
            case Event.OrderPlaced placed ->
                shape.setOrderPlaced(OrderPlaced.newBuilder()
                        .setAccount(Ids.text(placed.order().account()))
                        .setOrder(order(placed.order())));
            case Event.Traded traded ->
                shape.setTraded(Traded.newBuilder()
                        .setTrade(trade(traded.trade()))
                        .setMaker(side(traded.maker(), traded.makerFee()))
                        .setTaker(side(traded.taker(), traded.takerFee())));
            case Event.OrderClosed closed ->
                shape.setOrderClosed(OrderClosed.newBuilder()
                        .setAccount(Ids.text(closed.order().account()))
                        .setOrder(order(closed.order())));
            case Event.CommandRefused refused ->
                shape.setCommandRefused(CommandRefused.newBuilder()
                        .setAccount(Ids.text(refused.account()))
                        .setCode(refused.refused().reason().name())
                        .setDetail(refused.refused().detail())
                        .setIdempotencyKey(refused.key()));
            case Event.LedgerPosted posted ->
                shape.setLedgerPosted(LedgerPosted.newBuilder()
                        .setAccount(account(posted.account()))
                        .setAsset(posted.asset())
                        .setAmountE8(posted.amount())
                        .setBalanceE8(posted.balance())
                        .setKind(kind(posted.kind()))
                        .setReference(Ids.text(posted.reference())));
            case Event.BalanceChanged changed ->
                shape.setBalanceChanged(BalanceChanged.newBuilder()
                        .setAccount(Ids.text(changed.account()))
                        .setBalance(balance(changed.balance())));
            case Event.BookLevelChanged changed ->
                shape.setBookLevelChanged(BookLevelChanged.newBuilder()
                        .setInstrument(changed.instrument())
                        .setSide(side(changed.side()))
                        .setLevel(level(changed.level())));
        }
        return shape.build();
    }

    public static Order order(OrderState order) {
        var shape = Order.newBuilder()
                .setOrderId(Ids.text(order.id()))
                .setIdempotencyKey(order.key())
                .setInstrument(order.instrument())
                .setSide(side(order.side()))
                .setType(OrderType.LIMIT)
                .setTimeInForce(TimeInForce.GTC)
                .setPriceE8(order.price())
                .setQuantityE8(order.quantity())
                .setFilledQuantityE8(order.filled())
                .setRemainingQuantityE8(order.remaining())
                .setStatus(status(order.status()))
                .setReason(order.reason())
                .setCreatedAtMicros(order.createdAt())
                .setUpdatedAtMicros(order.updatedAt())
                .setSelfTradePrevention(SelfTradePrevention.CANCEL_NEWEST)
                .setSynthetic(order.synthetic());
        if (order.filled() > 0) shape.setAveragePriceE8(order.averagePrice());
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

    public static Balance balance(Event.Balance balance) {
        return Balance.newBuilder()
                .setAsset(balance.asset())
                .setAvailableE8(balance.available())
                .setHeldE8(balance.held())
                .setMarginE8(balance.margin())
                .setTotalE8(balance.total())
                .build();
    }

    public static BookLevel level(Event.BookLevel level) {
        return BookLevel.newBuilder()
                .setPriceE8(level.price())
                .setQuantityE8(level.quantity())
                .setOrders(level.orders())
                .build();
    }

    public static Instrument instrument(dev.openbell.matcher.engine.Instrument instrument) {
        return Instrument.newBuilder()
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
                .setStatus(InstrumentStatus.INSTRUMENT_OPEN)
                .build();
    }

    private static Trade trade(Event.Trade trade) {
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

    private static TradedSide side(OrderState order, long fee) {
        return TradedSide.newBuilder()
                .setAccount(Ids.text(order.account()))
                .setOrder(order(order))
                .setFeeE8(fee)
                .build();
    }

    private static Side side(dev.openbell.matcher.engine.Side side) {
        return switch (side) {
            case BUY -> Side.BUY;
            case SELL -> Side.SELL;
        };
    }

    private static OrderStatus status(OrderState.Status status) {
        return switch (status) {
            case OPEN -> OrderStatus.OPEN;
            case PARTIALLY_FILLED -> OrderStatus.PARTIALLY_FILLED;
            case FILLED -> OrderStatus.FILLED;
            case CANCELLED -> OrderStatus.CANCELLED;
        };
    }

    private static dev.openbell.events.v1.LedgerKind kind(Event.LedgerKind kind) {
        return switch (kind) {
            case GRANT -> dev.openbell.events.v1.LedgerKind.GRANT;
            case DEPOSIT -> dev.openbell.events.v1.LedgerKind.DEPOSIT;
            case TRADE -> dev.openbell.events.v1.LedgerKind.TRADE;
            case FEE -> dev.openbell.events.v1.LedgerKind.FEE;
        };
    }

    /** A trader's id, or the name of one of the house's pockets. */
    private static String account(long account) {
        return account >= 0
                ? Ids.text(account)
                : "house:" + House.of(account).name().toLowerCase(java.util.Locale.ROOT);
    }
}
