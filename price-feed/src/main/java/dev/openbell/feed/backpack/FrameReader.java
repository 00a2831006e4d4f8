package dev.openbell.feed.backpack;

import dev.openbell.chassis.money.E8;
import dev.openbell.chassis.money.E8.NotAnAmount;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads frames, and believes only those whose every field is what it should be. */
public final class FrameReader {
    static final String TOP = "bookTicker.", LAST = "ticker.";

    /** A stamp further from here than this says nothing: one from the next century would make every later one look old. */
    private static final long BELIEVABLE_MICROS = TimeUnit.DAYS.toMicros(1);

    private final JsonMapper json;
    private final Clock clock;

    public FrameReader(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** A frame that cannot be believed; the message says what is wrong with it. */
    static final class Garbled extends Exception {
        private static final long serialVersionUID = 1L;

        /** Of which market it would have told bid and ask; empty when of none. */
        final String top;

        Garbled(String why) {
            this(why, "");
        }

        private Garbled(String why, String top) {
            super(why);
            this.top = top;
        }
    }

    Frame read(String text) throws Garbled {
        var frame = tree(text);
        var error = frame.get("error");
        if (error != null && error.isObject()) return refused(error);
        var stream = text("stream", frame.get("stream"));
        // Before the point stands the kind, after it the symbol, which may have points of its own.
        if (stream.startsWith(TOP)) return top(stream.substring(TOP.length()), data(frame));
        if (stream.startsWith(LAST)) return last(stream.substring(LAST.length()), data(frame));
        return new Frame.Other(stream);
    }

    private Frame top(String symbol, JsonNode data) throws Garbled {
        try {
            mustBe(symbol, data);
            return new Frame.Top(
                    symbol, priceIfAny("b", data), priceIfAny("a", data), number("u", data.get("u")), time(data));
        } catch (Garbled e) {
            throw new Garbled(String.valueOf(e.getMessage()), symbol);
        }
    }

    private Frame last(String symbol, JsonNode data) throws Garbled {
        mustBe(symbol, data);
        long price = price("c", data.get("c"));
        if (price == 0) throw new Garbled("c is 0");
        return new Frame.Last(symbol, price, time(data));
    }

    private static Frame refused(JsonNode error) {
        var code = error.get("code");
        var message = error.get("message");
        return new Frame.Refused(
                code == null ? "" : code.coerceStringValue(), message == null ? "" : message.coerceStringValue());
    }

    private JsonNode tree(String text) throws Garbled {
        try {
            var frame = json.readValue(text, Argument.of(JsonNode.class));
            if (frame != null && frame.isObject()) return frame;
        } catch (IOException e) {
            throw new Garbled("it is not JSON");
        }
        throw new Garbled("it is no object");
    }

    private static JsonNode data(JsonNode frame) throws Garbled {
        var data = frame.get("data");
        if (data == null || !data.isObject()) throw new Garbled("there is no data");
        return data;
    }

    private static void mustBe(String symbol, JsonNode data) throws Garbled {
        if (!text("s", data.get("s")).equals(symbol)) throw new Garbled("s is not the symbol of the stream");
    }

    /** In microseconds, and never later than now: a stamp from the future would make every one until then look old. */
    private long time(JsonNode data) throws Garbled {
        long time = number("E", data.get("E"));
        long now = TimeUnit.MILLISECONDS.toMicros(clock.millis());
        if (Math.abs(time - now) > BELIEVABLE_MICROS) {
            throw new Garbled("E is " + Duration.ofSeconds(TimeUnit.MICROSECONDS.toSeconds(time - now)) + " from now");
        }
        return Math.min(time, now);
    }

    private static long priceIfAny(String field, JsonNode data) throws Garbled {
        var node = data.get(field);
        return node == null || node.isNull() ? 0 : price(field, node);
    }

    private static long price(String field, @Nullable JsonNode node) throws Garbled {
        try {
            long price = E8.parse(text(field, node));
            if (price >= 0) return price;
        } catch (NotAnAmount e) {
            throw new Garbled(field + " " + e.getMessage());
        }
        throw new Garbled(field + " is below zero");
    }

    private static long number(String field, @Nullable JsonNode node) throws Garbled {
        if (node != null && node.isNumber()) {
            var value = node.getNumberValue();
            if (value instanceof Long || value instanceof Integer) return value.longValue();
        }
        throw new Garbled(field + " is no whole number");
    }

    private static String text(String field, @Nullable JsonNode node) throws Garbled {
        if (node == null || !node.isString()) throw new Garbled(field + " is no text");
        return node.getStringValue();
    }
}
