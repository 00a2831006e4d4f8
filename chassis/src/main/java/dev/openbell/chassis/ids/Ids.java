package dev.openbell.chassis.ids;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/** Ids as people see them: thirteen characters that stand for one long, and sort as it does. */
public final class Ids {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's: no i, l, o, u
    private static final byte[] VALUES = new byte[128];
    private static final int LENGTH = 13;
    private static final SecureRandom RANDOM = new SecureRandom();

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < DIGITS.length(); i++) VALUES[DIGITS.charAt(i)] = (byte) i;
    }

    private Ids() {}

    public static String text(long id) {
        var text = new byte[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--, id >>>= 5) text[i] = (byte) DIGITS.charAt((int) (id & 31));
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** The id of what a shard has numbered; no other shard gives the same. */
    public static String ofShard(int shard, long number) {
        return text((long) shard << 48 | number);
    }

    /** Which shard numbered it. */
    public static int shard(long id) {
        return (int) (id >>> 48);
    }

    /** Its number within its shard. */
    public static long number(long id) {
        return id & ((1L << 48) - 1);
    }

    /** The number behind an id, or -1 for text that is none. */
    public static long parse(String text) {
        if (text.length() != LENGTH) return -1;
        long id = 0;
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            int value = c < 128 ? VALUES[c] : -1;
            if (value < 0 || (i == 0 && value > 7)) return -1;
            id = id << 5 | value;
        }
        return id;
    }

    /** A new id that nobody can guess: users, flows, sessions and keys have such ones. */
    public static String random() {
        return text(RANDOM.nextLong() & Long.MAX_VALUE);
    }
}
