package dev.openbell.stream.frames;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a client says. Whatever it is, it is read: what makes no sense is {@link FromClient.Malformed}. */
@Singleton
public final class FromClientReader {
    private static final int MOST_NAMES = 64;
    private static final int LONGEST_ID = 64;

    private final JsonMapper mapper;

    public FromClientReader(JsonMapper mapper) {
        this.mapper = mapper;
    }

    public FromClient read(String text) {
        RequestId id = null;
        try {
            var frame = tree(text);
            id = id(frame.get("id"));
            return request(id, frame);
        } catch (Refusal refusal) {
            return new FromClient.Malformed(id, refusal);
        }
    }

    private static FromClient request(@Nullable RequestId id, JsonNode frame) {
        return switch (text("type", frame.get("type"))) {
            case "auth" -> new FromClient.Auth(id, text("token", frame.get("token")));
            case "subscribe" -> new FromClient.Subscribe(id, channels(frame), instruments(frame));
            case "unsubscribe" -> new FromClient.Unsubscribe(id, channels(frame), instruments(frame));
            case "ping" -> new FromClient.Ping(id);
            default -> throw Refusal.invalid("type", "must be one of auth, subscribe, unsubscribe, ping");
        };
    }

    private JsonNode tree(String text) {
        try {
            var frame = mapper.readValue(text, Argument.of(JsonNode.class));
            if (frame != null && frame.isObject()) return frame;
        } catch (IOException e) {
            throw new Refusal(Code.VALIDATION, "The frame is not JSON");
        }
        throw new Refusal(Code.VALIDATION, "The frame must be a JSON object");
    }

    private static @Nullable RequestId id(@Nullable JsonNode id) {
        if (id == null || id.isNull()) return null;
        if (id.isString() && id.getStringValue().length() <= LONGEST_ID) return RequestId.of(id.getStringValue());
        if (id.isNumber() && id.getNumberValue() instanceof Integer number) return RequestId.of(number);
        if (id.isNumber() && id.getNumberValue() instanceof Long number) return RequestId.of(number);
        throw Refusal.invalid("id", "must be a whole number or a string of at most " + LONGEST_ID + " characters");
    }

    private static Set<Channel> channels(JsonNode frame) {
        var channels = EnumSet.noneOf(Channel.class);
        for (var name : texts("channels", frame.get("channels"))) channels.add(channel(name));
        if (channels.isEmpty()) throw Refusal.invalid("channels", "must name a channel");
        return channels;
    }

    private static Channel channel(String name) {
        for (var channel : Channel.values()) if (channel.text().equals(name)) return channel;
        throw Refusal.invalid(
                "channels", "must be of " + List.of(Channel.values()).toString().toLowerCase(Locale.ROOT));
    }

    /** {@code instruments}, or {@code instrument} for one. */
    private static Set<String> instruments(JsonNode frame) {
        var instruments = new LinkedHashSet<String>();
        var several = frame.get("instruments");
        if (several != null && !several.isNull()) instruments.addAll(texts("instruments", several));
        var one = frame.get("instrument");
        if (one != null && !one.isNull()) instruments.add(text("instrument", one));
        return instruments;
    }

    private static List<String> texts(String field, @Nullable JsonNode list) {
        if (list == null || !list.isArray()) throw Refusal.invalid(field, "must be a list of strings");
        if (list.size() > MOST_NAMES) throw Refusal.invalid(field, "may hold at most " + MOST_NAMES);
        var texts = new ArrayList<String>();
        for (var value : list.values()) texts.add(text(field, value));
        return texts;
    }

    private static String text(String field, @Nullable JsonNode value) {
        if (value == null || !value.isString()) throw Refusal.invalid(field, "must be a string");
        return value.getStringValue();
    }
}
