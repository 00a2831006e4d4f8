package dev.openbell.chassis.fields;

import dev.openbell.chassis.money.E8;
import dev.openbell.chassis.time.Micros;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How answers write numbers, times and words. */
public final class Written {
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Written() {}

    public static String amount(long e8) {
        return E8.format(e8);
    }

    public static String time(long micros) {
        return MICROSECONDS.format(Micros.instant(micros));
    }

    /** An enum's constant in lower case, as the contract has it. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Protobuf knows no absent text: what is empty there has no value here. */
    public static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Protobuf's own additions to an enum are no words of the contract. */
    static boolean isWord(Enum<?> constant) {
        return !constant.name().endsWith("UNSPECIFIED") && !constant.name().equals("UNRECOGNIZED");
    }
}
