package dev.openbell.e2e.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bodies that a call may well take, and what becomes of them when one field is something else. */
final class Bodies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> plausible;

    /** @param plausible what a field of this name usually holds, as JSON */
    Bodies(Map<String, String> plausible) {
        this.plausible = plausible;
    }

    /** Where a field stands, as a refusal would name it, and the body in which it is something else. */
    record Changed(String field, String body) {}

    String of(List<Api.Field> fields) {
        return text(object(fields));
    }

    /** With a field more, in the outermost object. */
    String with(String more, String json, List<Api.Field> fields) {
        var body = object(fields);
        body.putRawValue(more, new RawValue(json));
        return text(body);
    }

    /** The body as often as it has fields, each time with another of them as this JSON. */
    List<Changed> withEachFieldAs(String json, List<Api.Field> fields) {
        var changed = new ArrayList<Changed>();
        for (var field : fields) {
            changed.add(new Changed(field.name(), with(field.name(), json, fields)));
            for (var inside : withEachFieldAs(json, field.inside())) {
                var value = field.list() ? "[" + inside.body() + "]" : inside.body();
                var place = field.name() + (field.list() ? "[0]." : ".") + inside.field();
                changed.add(new Changed(place, with(field.name(), value, fields)));
            }
        }
        return changed;
    }

    private ObjectNode object(List<Api.Field> fields) {
        var object = JSON.createObjectNode();
        for (var field : fields) {
            var value = field.inside().isEmpty()
                    ? plausible.getOrDefault(field.name(), "\"x\"")
                    : text(object(field.inside()));
            if (value.isEmpty()) continue;
            object.putRawValue(field.name(), new RawValue(field.list() ? "[" + value + "]" : value));
        }
        return object;
    }

    private static String text(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
