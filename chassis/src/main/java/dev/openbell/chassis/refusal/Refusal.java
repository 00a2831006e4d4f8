package dev.openbell.chassis.refusal;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The venue does not do what was asked, and says why. Not an accident, so it carries no stack trace. */
public final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Which field of the request is wrong, and how. */
    public record FieldError(String field, String message) {}

    private final Code code;
    private final String detail;
    private final transient List<FieldError> errors;
    private final @Nullable Duration retryAfter;
    private final @Nullable String idempotencyKey;

    public Refusal(
            Code code,
            String detail,
            List<FieldError> errors,
            @Nullable Duration retryAfter,
            @Nullable String idempotencyKey) {
        super(code + ": " + detail, null, false, false);
        this.code = code;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
        this.idempotencyKey = idempotencyKey;
    }

    public Refusal(Code code, String detail) {
        this(code, detail, List.of(), null, null);
    }

    public Refusal(Code code) {
        this(code, code.title());
    }

    /** The request has a field that cannot be right. */
    public static Refusal invalid(String field, String message) {
        return new Refusal(Code.VALIDATION, field + " " + message, List.of(new FieldError(field, message)), null, null);
    }

    /** Nothing happened; it may be tried again after a while. */
    public static Refusal unavailable(String detail) {
        return new Refusal(Code.UNAVAILABLE, detail, List.of(), Duration.ofSeconds(1), null);
    }

    /** Nothing happened, because too much else is going on. */
    public static Refusal overloaded(String detail) {
        return new Refusal(Code.OVERLOADED, detail, List.of(), Duration.ofSeconds(1), null);
    }

    /** It may have happened; the key, where there is one, finds out. */
    public static Refusal outcomeUnknown(String detail, @Nullable String idempotencyKey) {
        return new Refusal(Code.OUTCOME_UNKNOWN, detail, List.of(), null, idempotencyKey);
    }

    public Code code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** What to retry with when the outcome is unknown. */
    public @Nullable String idempotencyKey() {
        return idempotencyKey;
    }
}
