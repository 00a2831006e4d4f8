package dev.openbell.stream.frames;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ProtocolMessageEnum;
import dev.openbell.chassis.money.E8;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.Trade;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Orders, trades, balances and prices, field by field as REST writes them. */
final class Shapes {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

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
    static void fill(JsonGenerator json, ToClient.Filled filled) throws IOException {
        trade(json, filled.trade());
        json.writeStringField("order_id", filled.own().getOrder().getOrderId());
        name(json, "side", filled.own().getOrder().getSide());
        name(json, "liquidity", filled.liquidity());
        amount(json, "fee", filled.own().getFeeE8());
        json.writeStringField("fee_asset", filled.feeAsset());
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

    static String amount(long e8) {
        return E8.format(e8);
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    /** Text, or null where protobuf has an empty string for nothing. */
    static void optional(JsonGenerator json, String field, String text) throws IOException {
        if (text.isEmpty()) json.writeNullField(field);
        else json.writeStringField(field, text);
    }

    private static void amount(JsonGenerator json, String field, long e8) throws IOException {
        json.writeStringField(field, amount(e8));
    }

    private static void amount(JsonGenerator json, String field, boolean present, long e8) throws IOException {
        if (present) amount(json, field, e8);
        else json.writeNullField(field);
    }

    private static void time(JsonGenerator json, String field, boolean present, long micros) throws IOException {
        if (present) json.writeStringField(field, time(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
        else json.writeNullField(field);
    }

    /** An enum's value in lower case; what is unspecified is null. */
    private static <E extends Enum<E> & ProtocolMessageEnum> void name(JsonGenerator json, String field, E value)
            throws IOException {
        if (value.getNumber() == 0) json.writeNullField(field);
        else json.writeStringField(field, value.name().toLowerCase(Locale.ROOT));
    }
}
