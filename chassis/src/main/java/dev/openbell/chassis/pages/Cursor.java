package dev.openbell.chassis.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.openbell.chassis.refusal.Refusal;
import java.util.Base64;

/**
 * A place in a list that goes from the newest back: what was shown last. A page begins after it, wherever in the list it is by then.
 *
 * @param id tells apart what has the same time; it sorts as the ids were given out
 */
public record Cursor(long timeMicros, String id) {
    /** Before the newest, whatever that is. */
    public static final Cursor START = new Cursor(Long.MAX_VALUE, "");

    private static final String NOT_OURS = "is not one that was given out";

    /** As it is given out. */
    public String text() {
        var text = timeMicros + ":" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** Reads one that was given out; empty is the start. */
    public static Cursor read(String text) {
        if (text.isEmpty()) return START;
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(":", 2);
            long time = Long.parseLong(parts[0]);
            if (parts.length == 2 && time >= 0) return new Cursor(time, parts[1]);
            throw Refusal.invalid("cursor", NOT_OURS);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("cursor", NOT_OURS);
        }
    }
}
