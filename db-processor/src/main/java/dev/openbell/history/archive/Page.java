package dev.openbell.history.archive;

import dev.openbell.chassis.pages.Cursor;
import dev.openbell.chassis.refusal.Refusal;
import java.util.List;
import java.util.function.Function;

/** How much of a list is asked for, and from where on. One row more is read, to see whether there is another page. */
public record Page(int limit, Cursor after) {
    private static final int DEFAULT = 50, MOST = 500, MOST_TRADES = 1_000;

    public static Page of(int limit, String cursor) {
        return of(limit, cursor, MOST);
    }

    static Page ofTrades(int limit, String cursor) {
        return of(limit, cursor, MOST_TRADES);
    }

    private static Page of(int limit, String cursor, int most) {
        if (limit < 0 || limit > most) throw Refusal.invalid("limit", "must be between 1 and " + most);
        return new Page(limit == 0 ? DEFAULT : limit, Cursor.read(cursor));
    }

    public int rowsToRead() {
        return limit + 1;
    }

    public <T> List<T> shown(List<T> rows) {
        return rows.subList(0, Math.min(limit, rows.size()));
    }

    /** Where the next page begins; empty when this is the last. */
    public <T> String next(List<T> rows, Function<T, Cursor> place) {
        return rows.size() > limit ? place.apply(rows.get(limit - 1)).text() : "";
    }
}
