package dev.openbell.chassis.fields;

import dev.openbell.chassis.ids.IdempotencyKey;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.money.E8;
import dev.openbell.chassis.refusal.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a caller sent, field by field, and refuses by the field's name what cannot be right.
 *
 * <p>Every field arrives as the text that stood in the request, also where it was a JSON number: so it is read exactly
 * as written.
 */
public final class Fields {
    private Fields() {}

    public static String required(String field, @Nullable String text) {
        if (text == null || text.isBlank()) throw Refusal.invalid(field, "is required");
        return text;
    }

    /** A price, a quantity, an amount of money: exact, and more than nothing. In units of 1e-8. */
    public static long amount(String field, String text) {
        long e8 = e8(field, text);
        if (e8 <= 0) throw Refusal.invalid(field, "must be greater than zero");
        return e8;
    }

    /** Where nothing is an amount too. */
    public static long amountOrZero(String field, String text) {
        long e8 = e8(field, text);
        if (e8 < 0) throw Refusal.invalid(field, "must not be less than zero");
        return e8;
    }

    private static long e8(String field, String text) {
        try {
            return E8.parse(text);
        } catch (E8.NotAnAmount e) {
            throw Refusal.invalid(field, String.valueOf(e.getMessage()));
        }
    }

    /** A time as RFC 3339 writes it, in microseconds since 1970. */
    public static long time(String field, String text) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, OffsetDateTime.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw Refusal.invalid(field, "must be a time such as 2026-01-31T12:00:00Z");
        }
    }

    public static boolean flag(String field, @Nullable String text) {
        return switch (text) {
            case null -> false;
            case "false" -> false;
            case "true" -> true;
            default -> throw Refusal.invalid(field, "must be true or false");
        };
    }

    public static long wholeNumber(String field, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Refusal.invalid(field, "must be a whole number");
        }
    }

    /** A list of words; an empty one where none came. */
    public static List<String> words(String field, @Nullable List<@Nullable String> texts) {
        if (texts == null) return List.of();
        var words = new ArrayList<String>();
        for (var text : texts) words.add(required(field + "[" + words.size() + "]", text));
        return words;
    }

    /** How many rows of a list are wanted, or how many levels of a book. */
    public static int count(String field, @Nullable String text, int byDefault, int most) {
        if (text == null) return byDefault;
        try {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= most) return count;
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw Refusal.invalid(field, "must be a whole number from 1 to " + most);
    }

    /** One of the words that the contract has for an enum, such as {@code stop_limit}. */
    public static <E extends Enum<E>> E word(String field, String text, E[] words) {
        return Arrays.stream(words)
                .filter(word -> Written.isWord(word) && Written.word(word).equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(field, "must be one of " + all(words)));
    }

    /**
     * The idempotency key from the header or the body; a new one where the caller gave none, so that a retry is always
     * possible.
     */
    public static String key(@Nullable String header, @Nullable String body) {
        if (header != null && body != null && !header.equals(body)) {
            throw Refusal.invalid("idempotency_key", "is not the one of the Idempotency-Key header");
        }
        var key = body == null ? header : body;
        if (key == null) return Ids.random();
        if (!IdempotencyKey.isAllowed(key)) throw Refusal.invalid("idempotency_key", IdempotencyKey.RULE);
        return key;
    }

    public static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static <E extends Enum<E>> String all(E[] words) {
        return Arrays.stream(words).filter(Written::isWord).map(Written::word).collect(Collectors.joining(", "));
    }
}
