package dev.openbell.stream.frames;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ProtocolMessageEnum;
import dev.openbell.chassis.fields.Written;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.stream.candles.Candle;
import dev.openbell.stream.candles.Ticker;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.CloseReason;
import dev.openbell.trading.v1.Fill;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.Trade;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Orders, trades, balances, positions and prices, field by field as REST writes them. */
final class Shapes {
    private static final String POSITION_PREFIX = "position_";

    private Shapes() {}

    /** A whole object. */
    static void order(JsonGenerator json, Order order) throws IOException {
        json.writeStartObject();
        json.writeStringField("order_id", order.getOrderId());
        optional(json, "idempotency_key", order.getIdempotencyKey());
        json.writeStringField("instrument", order.getInstrument());
        name(json, "side", order.getSide());
        name(json, "type", order.getType());
        name(json, "time_in_force", order.getTimeInForce());
        json.writeBooleanField("post_only", order.getPostOnly());
        amount(json, "price", order.hasPriceE8(), order.getPriceE8());
        amount(json, "stop_price", order.hasStopPriceE8(), order.getStopPriceE8());
        amount(json, "quantity", order.hasQuantityE8(), order.getQuantityE8());
        amount(json, "quote_quantity", order.hasQuoteQuantityE8(), order.getQuoteQuantityE8());
        amount(json, "filled_quantity", order.getFilledQuantityE8());
        amount(json, "remaining_quantity", order.getRemainingQuantityE8());
        amount(json, "average_price", order.hasAveragePriceE8(), order.getAveragePriceE8());
        name(json, "status", order.getStatus());
        optional(json, "reason", order.getReason());
        time(json, "created_at", true, order.getCreatedAtMicros());
        time(json, "updated_at", true, order.getUpdatedAtMicros());
        time(json, "expires_at", order.hasExpiresAtMicros(), order.getExpiresAtMicros());
        json.writeEndObject();
    }

    /** The fields of a trade as everybody sees it. */
    static void trade(JsonGenerator json, Trade trade) throws IOException {
        json.writeStringField("trade_id", trade.getTradeId());
        json.writeStringField("instrument", trade.getInstrument());
        amount(json, "price", trade.getPriceE8());
        amount(json, "quantity", trade.getQuantityE8());
        name(json, "taker_side", trade.getTakerSide());
        json.writeBooleanField("synthetic", trade.getSynthetic());
        time(json, "timestamp", true, trade.getTimestampMicros());
    }

    /** The fields of a trade as one of its owners sees it. */
    static void fill(JsonGenerator json, Fill fill) throws IOException {
        json.writeStringField("trade_id", fill.getTradeId());
        json.writeStringField("instrument", fill.getInstrument());
        amount(json, "price", fill.getPriceE8());
        amount(json, "quantity", fill.getQuantityE8());
        name(json, "taker_side", fill.getTakerSide());
        json.writeBooleanField("synthetic", fill.getSynthetic());
        time(json, "timestamp", true, fill.getTimestampMicros());
        json.writeStringField("order_id", fill.getOrderId());
        name(json, "side", fill.getSide());
        name(json, "liquidity", fill.getLiquidity());
        amount(json, "fee", fill.getFeeE8());
        json.writeStringField("fee_asset", fill.getFeeAsset());
    }

    /** The fields of a balance. */
    static void balance(JsonGenerator json, Balance balance) throws IOException {
        json.writeStringField("asset", balance.getAsset());
        amount(json, "available", balance.getAvailableE8());
        amount(json, "held", balance.getHeldE8());
        amount(json, "margin", balance.getMarginE8());
        amount(json, "total", balance.getTotalE8());
    }

    /** The fields of a price. */
    static void price(JsonGenerator json, PriceUpdate price, long ageMs) throws IOException {
        json.writeStringField("symbol", price.getSymbol());
        amount(json, "bid", price.getBidE8());
        amount(json, "ask", price.getAskE8());
        amount(json, "last", price.getLastE8());
        time(json, "timestamp", true, price.getSourceTimeMicros());
        json.writeNumberField("age_ms", ageMs);
    }

    /** A whole object. */
    static void position(JsonGenerator json, Position position) throws IOException {
        json.writeStartObject();
        json.writeStringField("position_id", position.getPositionId());
        json.writeStringField("asset", position.getAsset());
        // LONG and SHORT are written as REST takes them.
        json.writeStringField("direction", position.getDirection().name());
        amount(json, "margin", position.getMarginE8());
        json.writeNumberField("leverage", position.getLeverage());
        amount(json, "quantity", position.getQuantityE8());
        amount(json, "entry_price", position.getEntryPriceE8());
        amount(json, "mark_price", position.hasMarkPriceE8(), position.getMarkPriceE8());
        amount(json, "stop_loss_price", position.hasStopLossPriceE8(), position.getStopLossPriceE8());
        amount(json, "take_profit_price", position.hasTakeProfitPriceE8(), position.getTakeProfitPriceE8());
        amount(json, "trailing_distance", position.hasTrailingDistanceE8(), position.getTrailingDistanceE8());
        amount(json, "liquidation_price", position.hasLiquidationPriceE8(), position.getLiquidationPriceE8());
        amount(json, "margin_level", position.hasMarginLevelE8(), position.getMarginLevelE8());
        amount(json, "unrealized_pnl", position.getUnrealizedPnlE8());
        amount(json, "realized_pnl", position.getRealizedPnlE8());
        amount(json, "fees", position.getFeesE8());
        amount(json, "financing", position.getFinancingE8());
        json.writeStringField("status", Written.word(position.getStatus()).substring(POSITION_PREFIX.length()));
        optional(json, "close_reason", closeReason(position.getCloseReason()));
        amount(json, "close_price", position.hasClosePriceE8(), position.getClosePriceE8());
        time(json, "opened_at", true, position.getOpenedAtMicros());
        time(json, "closed_at", position.hasClosedAtMicros(), position.getClosedAtMicros());
        json.writeEndObject();
    }

    private static String closeReason(CloseReason reason) {
        return switch (reason) {
            case CLOSE_REASON_UNSPECIFIED, UNRECOGNIZED -> "";
            case CLOSED_BY_OWNER -> "closed";
            default -> Written.word(reason);
        };
    }

    /** The fields of an account's summary. */
    static void worth(JsonGenerator json, AccountWorth worth) throws IOException {
        amount(json, "equity", worth.equity());
        amount(json, "cash", worth.cash());
        amount(json, "margin_used", worth.marginUsed());
        amount(json, "margin_free", worth.marginFree());
        var level = worth.marginLevel();
        amount(json, "margin_level", level != null, level == null ? 0 : level);
        amount(json, "unrealized_pnl", worth.unrealizedPnl());
    }

    /** The fields of a ticker. */
    static void ticker(JsonGenerator json, Ticker ticker) throws IOException {
        var day = ticker.summary().day();
        json.writeStringField("instrument", ticker.instrument());
        boolean hasPrice = ticker.summary().last() != null;
        optional(json, "last", ticker.summary().last());
        amount(json, "change", hasPrice, ticker.summary().change());
        amount(json, "change_percent", hasPrice, ticker.summary().changePercent());
        optional(json, "high", day == null ? null : day.high());
        optional(json, "low", day == null ? null : day.low());
        amount(json, "volume", day == null ? 0 : day.volume());
        amount(json, "quote_volume", day == null ? 0 : day.quoteVolume());
        optional(json, "vwap", day == null || !day.hasVwap() ? null : day.vwap());
        optional(json, "best_bid", ticker.bestBid());
        optional(json, "best_ask", ticker.bestAsk());
        time(json, "timestamp", true, ticker.time());
    }

    /** The fields of a candle, from its time on. */
    static void candle(JsonGenerator json, Candle candle) throws IOException {
        time(json, "open_time", true, candle.openTime());
        amount(json, "open", candle.open());
        amount(json, "high", candle.high());
        amount(json, "low", candle.low());
        amount(json, "close", candle.close());
        amount(json, "volume", candle.volume());
        amount(json, "quote_volume", candle.quoteVolume());
        json.writeNumberField("trades", candle.trades());
        optional(json, "vwap", candle.hasVwap() ? candle.vwap() : null);
    }

    static void optional(JsonGenerator json, String field, @Nullable Long e8) throws IOException {
        if (e8 == null) json.writeNullField(field);
        else amount(json, field, e8);
    }

    /** Text, or null where protobuf has an empty string for nothing. */
    static void optional(JsonGenerator json, String field, String text) throws IOException {
        if (text.isEmpty()) json.writeNullField(field);
        else json.writeStringField(field, text);
    }

    private static void amount(JsonGenerator json, String field, long e8) throws IOException {
        json.writeStringField(field, Written.amount(e8));
    }

    private static void amount(JsonGenerator json, String field, boolean present, long e8) throws IOException {
        if (present) amount(json, field, e8);
        else json.writeNullField(field);
    }

    private static void time(JsonGenerator json, String field, boolean present, long micros) throws IOException {
        if (present) json.writeStringField(field, Written.time(micros));
        else json.writeNullField(field);
    }

    /** An enum's value in lower case; what is unspecified is null. */
    private static <E extends Enum<E> & ProtocolMessageEnum> void name(JsonGenerator json, String field, E value)
            throws IOException {
        if (value.getNumber() == 0) json.writeNullField(field);
        else json.writeStringField(field, Written.word(value));
    }
}
