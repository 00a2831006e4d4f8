package dev.openbell.chassis.ids;

import java.util.regex.Pattern;

/** The name that a caller gives a command, so that sending it again does it once. */
public final class IdempotencyKey {
    /** What is said of one that is not allowed. */
    public static final String RULE = "must be 1 to 64 of letters, digits, dot, underscore and hyphen";

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private IdempotencyKey() {}

    public static boolean isAllowed(String key) {
        return ALLOWED.matcher(key).matches();
    }
}
