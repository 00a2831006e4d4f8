package dev.openbell.chassis.ids;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a request in every log that it reaches. */
public final class RequestId {
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The caller's own where that is harmless, else a new one. */
    public static String of(@Nullable String given) {
        return given != null && HARMLESS.matcher(given).matches() ? given : Ids.random();
    }
}
