package dev.openbell.stream.frames;

import dev.openbell.chassis.fields.Fields;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.trading.v1.AmendOrderRequest;
import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.SelfTradePrevention;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a client says. Whatever it is, it is read: what makes no sense is {@link FromClient.Malformed}. */
public final class FromClientReader {
    private static final int LONGEST_ID = 64;

    private FromClientReader() {}

    public static FromClient read(String text) {
        RequestId id = null;
        try {
            var frame = Form.read(text);
            id = id(frame);
            return request(id, frame);
        } catch (Refusal refusal) {
            return new FromClient.Malformed(id, refusal);
        }
    }

    private static FromClient request(@Nullable RequestId id, Form frame) {
        return switch (string("type", frame)) {
            case "auth" -> new FromClient.Auth(id, string("token", frame));
            case "subscribe" -> new FromClient.Subscribe(id, channels(frame), instruments(frame), since(frame));
            case "unsubscribe" -> new FromClient.Unsubscribe(id, channels(frame), instruments(frame));
            case "order" -> new FromClient.Place(id, order(frame.form("order")));
            case "cancel" -> new FromClient.Cancel(id, cancel(frame));
            case "amend" -> new FromClient.Amend(id, amend(frame));
            case "ping" -> new FromClient.Ping(id);
            default ->
                throw Refusal.invalid(
                        "type", "must be one of auth, subscribe, unsubscribe, order, cancel, amend, ping");
        };
    }

    /** As REST takes it: every field by itself; what they mean together is the engine's to judge. */
    private static PlaceOrderRequest order(Form ticket) {
        var order = PlaceOrderRequest.newBuilder()
                .setIdempotencyKey(Fields.key(null, ticket.text("idempotency_key")))
                .setInstrument(Fields.required("instrument", ticket.text("instrument")))
                .setSide(Fields.word("side", Fields.required("side", ticket.text("side")), Side.values()))
                .setType(Fields.word("type", Fields.required("type", ticket.text("type")), OrderType.values()))
                .setPostOnly(Fields.flag("post_only", ticket.text("post_only")));
        if (ticket.text("price") instanceof String price) order.setPriceE8(Fields.amount("price", price));
        if (ticket.text("stop_price") instanceof String stop) order.setStopPriceE8(Fields.amount("stop_price", stop));
        if (ticket.text("quantity") instanceof String quantity) {
            order.setQuantityE8(Fields.amount("quantity", quantity));
        }
        if (ticket.text("quote_quantity") instanceof String most) {
            order.setQuoteQuantityE8(Fields.amount("quote_quantity", most));
        }
        if (ticket.text("time_in_force") instanceof String time) {
            order.setTimeInForce(Fields.word("time_in_force", time, TimeInForce.values()));
        }
        if (ticket.text("expires_at") instanceof String time) {
            order.setExpiresAtMicros(Fields.time("expires_at", time));
        }
        if (ticket.text("self_trade_prevention") instanceof String choice) {
            order.setSelfTradePrevention(Fields.word("self_trade_prevention", choice, SelfTradePrevention.values()));
        }
        ticket.isAllTaken();
        return order.build();
    }

    private static CancelOrderRequest cancel(Form frame) {
        var cancel = CancelOrderRequest.newBuilder().setOrderId(orderId(frame));
        frame.isAllTaken();
        return cancel.build();
    }

    private static AmendOrderRequest amend(Form frame) {
        var amend = AmendOrderRequest.newBuilder()
                .setOrderId(orderId(frame))
                .setIdempotencyKey(Fields.key(null, frame.text("idempotency_key")));
        if (frame.text("price") instanceof String price) amend.setPriceE8(Fields.amount("price", price));
        if (frame.text("quantity") instanceof String quantity) {
            amend.setQuantityE8(Fields.amount("quantity", quantity));
        }
        frame.isAllTaken();
        return amend.build();
    }

    private static String orderId(Form frame) {
        return Fields.required("order_id", frame.text("order_id"));
    }

    private static @Nullable RequestId id(Form frame) {
        boolean quoted = frame.isString("id");
        var id = frame.text("id");
        if (id == null) return null;
        if (quoted && id.length() <= LONGEST_ID) return RequestId.of(id);
        if (!quoted && RequestId.isWholeNumber(id)) return RequestId.ofNumber(id);
        throw Refusal.invalid("id", "must be a whole number or a string of at most " + LONGEST_ID + " characters");
    }

    private static @Nullable Long since(Form frame) {
        var since = frame.text("since");
        if (since == null) return null;
        long sequence = Fields.wholeNumber("since", since);
        if (sequence < 0) throw Refusal.invalid("since", "must be a sequence that was heard");
        return sequence;
    }

    private static Set<Channel> channels(Form frame) {
        var channels = EnumSet.noneOf(Channel.class);
        var names = frame.strings("channels");
        if (names == null || names.isEmpty()) throw Refusal.invalid("channels", "must name a channel");
        for (var name : names) channels.add(channel(name));
        return channels;
    }

    private static Channel channel(String name) {
        for (var channel : Channel.values()) if (channel.text().equals(name)) return channel;
        throw Refusal.invalid("channels", "must be of " + Channel.texts());
    }

    /** {@code instruments}, or {@code instrument} for one. */
    private static Set<String> instruments(Form frame) {
        var instruments = new LinkedHashSet<String>();
        if (frame.strings("instruments") instanceof List<String> several) instruments.addAll(several);
        if (frame.string("instrument") instanceof String one) instruments.add(one);
        return instruments;
    }

    private static String string(String field, Form frame) {
        var text = frame.string(field);
        if (text == null) throw Refusal.invalid(field, "must be a string");
        return text;
    }
}
