package dev.openbell.stream.frames;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as a client filled it in: each plain value is the text that stood there, numbers too, so that nothing is ever rounded.
 * Whoever reads it takes out what he knows; what is left over then is refused.
 */
final class Form {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(8).build())
            .build();
    private static final Set<String> NAMES_FOR_THE_KEY = Set.of("client_id", "order_id");
    private static final int MOST_IN_A_LIST = 64;

    private sealed interface Value {
        record Text(String text, boolean quoted) implements Value {}

        record Texts(List<String> texts) implements Value {}

        record Inner(Form form) implements Value {}

        /** Nobody knows which of the two was meant. */
        record Twice() implements Value {}

        /** A list of something else than strings. */
        record Odd() implements Value {}
    }

    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Set<String> taken = new LinkedHashSet<>();

    private Form() {}

    /** @throws Refusal when it is no JSON object */
    static Form read(String text) {
        try (var json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) throw noObject();
            var form = object(json);
            if (json.nextToken() != null) throw noJson();
            return form;
        } catch (IOException e) {
            throw noJson();
        }
    }

    /** Text in quotes, and nothing else; null where there is none. */
    @Nullable
    String string(String field) {
        return switch (take(field)) {
            case null -> null;
            case Value.Text(var text, var quoted) when quoted -> text;
            default -> throw Refusal.invalid(field, "must be a string");
        };
    }

    /** Any plain value as it was written; null where there is none. */
    @Nullable
    String text(String field) {
        return switch (take(field)) {
            case null -> null;
            case Value.Text(var text, var _) -> text;
            default -> throw Refusal.invalid(field, "has the wrong type");
        };
    }

    /** Whether it stands in quotes. */
    boolean isString(String field) {
        return values.get(field) instanceof Value.Text(var _, var quoted) && quoted;
    }

    /** A list of strings; null where there is none. */
    @Nullable
    List<String> strings(String field) {
        return switch (take(field)) {
            case null -> null;
            case Value.Texts(var texts) -> {
                if (texts.size() > MOST_IN_A_LIST) throw Refusal.invalid(field, "may hold at most " + MOST_IN_A_LIST);
                yield texts;
            }
            default -> throw Refusal.invalid(field, "must be a list of strings");
        };
    }

    /** An object within it. */
    Form form(String field) {
        return switch (take(field)) {
            case null -> throw Refusal.invalid(field, "is required");
            case Value.Inner(var form) -> form;
            default -> throw Refusal.invalid(field, "must be an object");
        };
    }

    /** Refuses what nobody has asked for: it means nothing here, and its sender thinks otherwise. */
    void isAllTaken() {
        for (var field : values.keySet()) {
            if (taken.contains(field)) continue;
            throw Refusal.invalid(
                    field,
                    NAMES_FOR_THE_KEY.contains(field)
                            ? "is not taken: use idempotency_key; the account comes from the token"
                            : "is not known here");
        }
    }

    private @Nullable Value take(String field) {
        taken.add(field);
        var value = values.get(field);
        if (value instanceof Value.Twice) throw Refusal.invalid(field, "is given twice");
        return value;
    }

    private static Form object(JsonParser json) throws IOException {
        var form = new Form();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var field = json.currentName();
            var value = value(json);
            if (value != null) form.values.merge(field, value, (first, second) -> new Value.Twice());
        }
        return form;
    }

    private static @Nullable Value value(JsonParser json) throws IOException {
        return switch (json.nextToken()) {
            case null -> throw noJson();
            case VALUE_NULL -> null;
            case VALUE_STRING -> new Value.Text(json.getText(), true);
            case START_OBJECT -> new Value.Inner(object(json));
            case START_ARRAY -> list(json);
            default -> new Value.Text(json.getText(), false);
        };
    }

    private static Value list(JsonParser json) throws IOException {
        var texts = new ArrayList<String>();
        boolean odd = false;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == null) throw noJson();
            if (json.currentToken() == JsonToken.VALUE_STRING) texts.add(json.getText());
            else odd = true;
            json.skipChildren();
        }
        return odd ? new Value.Odd() : new Value.Texts(texts);
    }

    private static Refusal noJson() {
        return new Refusal(Code.VALIDATION, "The frame is not JSON");
    }

    private static Refusal noObject() {
        return new Refusal(Code.VALIDATION, "The frame must be a JSON object");
    }
}
