package dev.openbell.stream.frames;

import static dev.openbell.chassis.fields.Written.amount;
import static dev.openbell.stream.frames.Shapes.optional;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.openbell.chassis.fields.Written;
import dev.openbell.stream.book.Level;
import dev.openbell.trading.v1.Fill;
import dev.openbell.trading.v1.Order;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each thing that a client is told, as JSON. By hand, because books and fills are written very often. */
final class ToClientJson {
    private ToClientJson() {}

    static void write(JsonGenerator json, ToClient message) throws IOException {
        switch (message) {
            case ToClient.Hello hello -> {
                type(json, "hello");
                texts(json, "symbols", hello.symbols());
                json.writeNumberField("heartbeat_ms", hello.heartbeatMs());
                json.writeStringField("session_id", hello.sessionId());
            }
            case ToClient.Authenticated authenticated -> {
                type(json, "authenticated", authenticated.id());
                json.writeStringField("user_id", authenticated.userId());
                json.writeStringField("expires_at", Written.time(micros(authenticated.expiresAt())));
            }
            case ToClient.Subscribed subscribed -> {
                type(json, "subscribed", subscribed.id());
                subscription(json, subscribed.channels(), subscribed.instruments());
            }
            case ToClient.Unsubscribed unsubscribed -> {
                type(json, "unsubscribed", unsubscribed.id());
                subscription(json, unsubscribed.channels(), unsubscribed.instruments());
            }
            case ToClient.Pong pong -> type(json, "pong", pong.id());
            case ToClient.Refused refused -> refusal(json, refused);
            case ToClient.BookSnapshot snapshot -> {
                type(json, "orderbook_snapshot");
                json.writeStringField("instrument", snapshot.instrument());
                json.writeNumberField("sequence", snapshot.window().sequence());
                json.writeNumberField("checksum", snapshot.window().checksum());
                levels(json, "bids", snapshot.window().bids());
                levels(json, "asks", snapshot.window().asks());
            }
            case ToClient.BookChanged changed -> {
                type(json, "orderbook_delta");
                json.writeStringField("instrument", changed.instrument());
                json.writeNumberField("previous_sequence", changed.delta().previousSequence());
                json.writeNumberField("sequence", changed.delta().sequence());
                json.writeNumberField("checksum", changed.delta().checksum());
                levels(json, "bids", changed.delta().bids());
                levels(json, "asks", changed.delta().asks());
            }
            case ToClient.TradeMade made -> {
                type(json, "trade");
                Shapes.trade(json, made.trade());
            }
            case ToClient.PriceMoved moved -> {
                type(json, "price");
                Shapes.price(json, moved.price(), moved.ageMs());
            }
            case ToClient.OrdersSnapshot snapshot -> {
                type(json, "orders_snapshot");
                json.writeArrayFieldStart("orders");
                for (var order : snapshot.orders()) Shapes.order(json, order);
                json.writeEndArray();
                json.writeNumberField("sequence", snapshot.sequence());
            }
            case ToClient.OrderChanged changed -> {
                type(json, "order_update");
                order(json, changed.order());
                optional(json, "reason", changed.order().getReason());
                json.writeStringField("command_id", changed.commandId());
                json.writeNumberField("sequence", changed.sequence());
            }
            case ToClient.Filled filled -> {
                type(json, "fill");
                Shapes.fill(json, filled.fill());
                json.writeNumberField("sequence", filled.sequence());
            }
            case ToClient.OrderRejected rejected -> {
                type(json, "order_rejected");
                json.writeStringField("command_id", rejected.commandId());
                optional(json, "idempotency_key", rejected.refused().getIdempotencyKey());
                json.writeStringField("code", rejected.refused().getCode());
                json.writeStringField("detail", rejected.refused().getDetail());
                json.writeNumberField("sequence", rejected.sequence());
            }
            case ToClient.AccountSnapshot snapshot -> {
                type(json, "account_snapshot");
                json.writeArrayFieldStart("balances");
                for (var balance : snapshot.balances()) {
                    json.writeStartObject();
                    Shapes.balance(json, balance);
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeArrayFieldStart("positions");
                for (var position : snapshot.positions()) Shapes.position(json, position);
                json.writeEndArray();
                json.writeObjectFieldStart("summary");
                Shapes.worth(json, snapshot.worth());
                json.writeEndObject();
                json.writeNumberField("sequence", snapshot.sequence());
            }
            case ToClient.PositionMoved moved -> {
                type(json, "position_update");
                json.writeFieldName("position");
                Shapes.position(json, moved.position());
                json.writeStringField("reason", moved.reason());
                json.writeNumberField("sequence", moved.sequence());
            }
            case ToClient.AccountSummary summary -> {
                type(json, "account_summary");
                Shapes.worth(json, summary.worth());
            }
            case ToClient.TickerMoved moved -> {
                type(json, "ticker");
                Shapes.ticker(json, moved.ticker());
            }
            case ToClient.CandleMoved moved -> {
                type(json, "candle");
                json.writeStringField("instrument", moved.instrument());
                json.writeStringField("interval", moved.interval().text());
                Shapes.candle(json, moved.candle());
                json.writeBooleanField("closed", moved.closed());
            }
            case ToClient.OrderAccepted accepted -> {
                type(json, "order_accepted", accepted.id());
                order(json, accepted.placed().getOrder());
                trades(json, accepted.placed().getTradesList());
                json.writeNumberField("sequence", accepted.placed().getSequence());
            }
            case ToClient.OrderCancelled cancelled -> {
                type(json, "order_cancelled", cancelled.id());
                order(json, cancelled.order());
            }
            case ToClient.OrderAmended amended -> {
                type(json, "order_amended", amended.id());
                order(json, amended.amended().getOrder());
                trades(json, amended.amended().getTradesList());
            }
            case ToClient.BalanceMoved moved -> {
                type(json, "balance");
                Shapes.balance(json, moved.balance());
                json.writeNumberField("sequence", moved.sequence());
            }
            case ToClient.Resync resync -> {
                type(json, "resync");
                json.writeStringField("channel", resync.channel().text());
            }
        }
    }

    private static void refusal(JsonGenerator json, ToClient.Refused refused) throws IOException {
        type(json, "error", refused.id());
        json.writeStringField("code", refused.refusal().code().name());
        json.writeStringField("detail", refused.refusal().detail());
        var retryAfter = refused.refusal().retryAfter();
        if (retryAfter != null) json.writeNumberField("retry_after", retryAfter.toSeconds());
        var key = refused.refusal().idempotencyKey();
        if (key != null) json.writeStringField("idempotency_key", key);
        if (refused.refusal().errors().isEmpty()) return;
        json.writeArrayFieldStart("errors");
        for (var error : refused.refusal().errors()) {
            json.writeStartObject();
            json.writeStringField("field", error.field());
            json.writeStringField("message", error.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void order(JsonGenerator json, Order order) throws IOException {
        json.writeFieldName("order");
        Shapes.order(json, order);
    }

    private static void trades(JsonGenerator json, List<Fill> trades) throws IOException {
        json.writeArrayFieldStart("trades");
        for (var trade : trades) {
            json.writeStartObject();
            Shapes.fill(json, trade);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void subscription(JsonGenerator json, Collection<Channel> channels, Collection<String> instruments)
            throws IOException {
        texts(json, "channels", channels.stream().map(Channel::text).toList());
        texts(json, "instruments", instruments);
    }

    /** {@code [["60012.5","0.4",2],…]}. */
    private static void levels(JsonGenerator json, String side, List<Level> levels) throws IOException {
        json.writeArrayFieldStart(side);
        for (var level : levels) {
            json.writeStartArray();
            json.writeString(amount(level.priceE8()));
            json.writeString(amount(level.quantityE8()));
            json.writeNumber(level.orders());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String field, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (var text : texts) json.writeString(text);
        json.writeEndArray();
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static void type(JsonGenerator json, String type) throws IOException {
        json.writeStringField("type", type);
    }

    /** The type of an answer; the mark of its request stands in it only if there was one. */
    private static void type(JsonGenerator json, String type, @Nullable RequestId id) throws IOException {
        type(json, type);
        if (id == null) return;
        json.writeFieldName("id");
        json.writeRawValue(id.json());
    }
}
