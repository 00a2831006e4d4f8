package dev.openbell.standalone.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row, its values in the order of the table's columns: whole numbers are long, sums big integers, times are instants, bytes are byte strings. */
record Row(Table table, List<@Nullable Object> values) {
    private static final Set<String> OPEN = Set.of("waiting", "open", "partially_filled");

    Row {
        if (values.size() != table.columns.size())
            throw new IllegalArgumentException(
                    "%s has %d columns, not %d".formatted(table.title, table.columns.size(), values.size()));
    }

    static Row of(Table table, @Nullable Object... values) {
        return new Row(table, Arrays.asList(values));
    }

    @Nullable
    Object get(String column) {
        return values.get(table.columns.indexOf(column));
    }

    List<@Nullable Object> key() {
        return table.key.stream().map(this::get).toList();
    }

    /** Of the event that left it so. */
    long sequence() {
        return isNumberedByItsId() ? Fold.sequenceOf(entryId()) : number("sequence");
    }

    int shard() {
        return (int) (isNumberedByItsId() ? Fold.shardOf(entryId()) : number("shard"));
    }

    private boolean isNumberedByItsId() {
        return table == Table.LEDGER_ENTRIES;
    }

    private String entryId() {
        return String.valueOf(get("entry_id"));
    }

    private long number(String column) {
        return get(column) instanceof Long number ? number : 0;
    }

    Row with(String column, @Nullable Object value) {
        var changed = new ArrayList<>(values);
        changed.set(table.columns.indexOf(column), value);
        return new Row(table, changed);
    }

    /** Whether nobody misses it in a table that keeps what has been since then: what may still change is kept. */
    boolean isForgotten(Instant since) {
        if (table.time.isEmpty() || !(get(table.time) instanceof Instant time) || !time.isBefore(since)) return false;
        return table != Table.ORDERS || !OPEN.contains(String.valueOf(get("status")));
    }

    /** Whether it comes before another of its table in the order of the events (less than 0), after it, or is the same row (0). */
    int comparePlace(Row other) {
        for (var column : table.order) {
            int difference = compare(get(column), other.get(column));
            if (difference != 0) return difference;
        }
        return 0;
    }

    /** For people: {@code trades, trade_id 0000000000001}. */
    @Override
    public String toString() {
        return table.key.stream()
                .map(column -> column + " " + get(column))
                .collect(Collectors.joining(", ", table.title + ", ", ""));
    }

    /** What rows are sorted by are numbers, and texts that the database compares byte by byte. */
    private static int compare(@Nullable Object mine, @Nullable Object others) {
        if (mine instanceof Long number && others instanceof Long other) return number.compareTo(other);
        return String.valueOf(mine).compareTo(String.valueOf(others));
    }
}
