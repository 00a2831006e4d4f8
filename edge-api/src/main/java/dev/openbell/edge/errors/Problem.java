package dev.openbell.edge.errors;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.openbell.chassis.refusal.Refusal;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A refusal as RFC 9457 wants it. */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String requestId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Field> errors,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String idempotencyKey) {

    /** Which field is wrong, and how. */
    @Serdeable.Serializable
    public record Field(String field, String message) {}

    public static Problem of(Refusal refusal, String requestId) {
        var code = refusal.code();
        return new Problem(
                "urn:openbell:problem:" + code.name().toLowerCase(Locale.ROOT),
                code.title(),
                code.http(),
                refusal.detail(),
                code.name(),
                requestId,
                refusal.errors().stream()
                        .map(error -> new Field(error.field(), error.message()))
                        .toList(),
                refusal.idempotencyKey());
    }
}
