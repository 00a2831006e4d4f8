package dev.openbell.history.database;

import java.util.Locale;

/** An enum in a table is its name in lower case, the word that the API uses, so that a table reads without a key. */
public final class Words {
    private Words() {}

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E read(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
