package dev.openbell.edge.errors;

import com.fasterxml.jackson.core.JsonParseException;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.config.annotation.SerdeConfig;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.exceptions.path.CollectionItemReferencePath;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a request could not be read, in the words of the one who wrote it: the field, and what is wrong with it. */
final class Misreadings {
    private static final Set<String> NAMES_FOR_THE_KEY = Set.of("order_id", "client_id");

    private Misreadings() {}

    static Refusal explain(@Nullable Throwable cause) {
        for (var e = cause; e != null; e = e.getCause()) {
            switch (e) {
                case SerdeException serde -> {
                    return misfit(serde);
                }
                case JsonParseException json -> {
                    return brokenJson(json);
                }
                case UnsatisfiedRouteException _ -> {
                    return noObject();
                }
                default -> {}
            }
        }
        return new Refusal(Code.VALIDATION, "The request cannot be read");
    }

    private static Refusal misfit(SerdeException serde) {
        if (serde.getPath().isEmpty()) return noObject();
        var field = field(serde);
        return Refusal.invalid(field, mistake(field, String.valueOf(serde.getMessage())));
    }

    private static Refusal noObject() {
        return new Refusal(Code.VALIDATION, "The body must be a JSON object");
    }

    /** A bare NaN, for example, is no JSON; the parser still knows at which field it stumbled. */
    private static Refusal brokenJson(JsonParseException json) {
        var parser = json.getProcessor();
        var field = parser == null ? null : parser.getParsingContext().getCurrentName();
        return field == null
                ? new Refusal(Code.VALIDATION, "The body is not JSON")
                : Refusal.invalid(field, "is not JSON");
    }

    /** The exception was told of the innermost part of the path first. */
    private static String field(SerdeException serde) {
        var field = new StringBuilder();
        for (var part : serde.getPath().reversed()) {
            if (part instanceof CollectionItemReferencePath item) {
                field.append('[').append(item.index()).append(']');
            } else {
                if (!field.isEmpty()) field.append('.');
                field.append(name(part.getArgument()));
            }
        }
        return field.toString();
    }

    /** As it is written on the wire, which is not always as it is written in Java. */
    private static String name(Argument<?> part) {
        return part.getAnnotationMetadata()
                .stringValue(SerdeConfig.class, SerdeConfig.PROPERTY)
                .orElseGet(part::getName);
    }

    private static String mistake(String field, String message) {
        if (message.startsWith("Duplicate property")) return "is given twice";
        if (!message.startsWith("Unknown property")) return "has the wrong type";
        return NAMES_FOR_THE_KEY.contains(field.substring(field.lastIndexOf('.') + 1))
                ? "is not taken: use idempotency_key; the account comes from the token"
                : "is not known here";
    }
}
