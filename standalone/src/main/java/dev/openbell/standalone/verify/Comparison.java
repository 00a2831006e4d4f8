package dev.openbell.standalone.verify;

import com.google.protobuf.ByteString;
import dev.openbell.standalone.verify.Table.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One table, read beside the log, whose rows are found in the order of their events. A row says by its sequence which event left it so, and is compared when that event comes; what an
 * event says that its row does not say is held until a later event of the same row is found there, or the end.
 */
final class Comparison {
    /** Where found rows come from, in the order of their events. */
    interface Rows {
        /** The next row; null at the end. */
        @Nullable
        Row next();

        /** The row with the same key. */
        @Nullable
        Row like(Row row);
    }

    /** A value is shown whole up to here; a longer one around its first difference. */
    private static final int SHOWN = 64, BEFORE_THE_DIFFERENCE = 16;

    private final Rows database;
    private @Nullable Row next;
    private long rows;

    /** As the log has left them so far, where the row that was found is another or has not come yet. */
    private final Map<List<@Nullable Object>, Row> expected = new LinkedHashMap<>();

    /** As they stood where a trimmed log begins, as long as nothing else was heard of them. */
    private final Map<List<@Nullable Object>, Row> opening = new HashMap<>();

    /** By shard, the event after which the log begins. */
    private final Map<Integer, Long> beginnings = new HashMap<>();

    private final Instant keptSince;
    private long older;

    /** Found where no event had left them so. */
    private final Map<List<@Nullable Object>, Row> strays = new LinkedHashMap<>();

    private final Findings findings = new Findings();

    Comparison(Rows database) {
        this(database, Instant.MIN);
    }

    /** @param keptSince what is older was dropped from the table, and nobody misses it */
    Comparison(Rows database, Instant keptSince) {
        this.database = database;
        this.keptSince = keptSince;
        this.next = database.next();
    }

    /** The log of this shard begins after this event. */
    void begin(int shard, long sequence) {
        beginnings.put(shard, sequence);
    }

    /** This row stood so where the log begins. */
    void stood(Row row) {
        if (row.table().kind == Kind.STANDS) opening.put(row.key(), row);
    }

    /** An event left this row so. Events come in their order. */
    void expect(Row row) {
        if (isPartOfASum(row)) return;
        if (row.isForgotten(keptSince)) {
            expected.remove(row.key());
            return;
        }
        opening.remove(row.key());
        passRowsBefore(row);
        var found = next;
        if (found != null && found.comparePlace(row) == 0) {
            expected.remove(row.key());
            findings.add(differences(row, found));
            advance();
        } else {
            expected.put(row.key(), row);
        }
    }

    /** The log is at its end: what has not been found by now is wrong. */
    void end() {
        while (next != null) passStray(next);
        for (var row : opening.values()) {
            if (!row.isForgotten(keptSince)) findings.add(List.of(row + ": the row is missing"));
        }
        for (var row : expected.values()) {
            strays.remove(row.key());
            var found = database.like(row);
            findings.add(found == null ? List.of(row + ": the row is missing") : differences(row, found));
        }
        for (var stray : strays.values()) findings.add(List.of(stray + ": no event made this row"));
    }

    /** How many rows the table has. */
    long rows() {
        return rows;
    }

    /** How many of them are older than the log, so that nothing can be said of them. */
    long older() {
        return older;
    }

    Findings findings() {
        return findings;
    }

    private void passRowsBefore(Row row) {
        while (next != null && next.comparePlace(row) < 0) passStray(next);
    }

    private void passStray(Row stray) {
        if (isOlder(stray)) {
            passOlder(stray);
            return;
        }
        if (strays.putIfAbsent(stray.key(), stray) != null) findings.add(List.of(stray + ": the row is there twice"));
        advance();
    }

    private boolean isPartOfASum(Row row) {
        return row.table().kind == Kind.SUMS && !beginnings.isEmpty();
    }

    private boolean isOlder(Row row) {
        if (beginnings.isEmpty()) return false;
        return isPartOfASum(row) || row.sequence() <= beginnings.getOrDefault(row.shard(), 0L);
    }

    /** Its event is no longer in the log. Where the row is known to have stood so is no less known of it, but for the event's number. */
    private void passOlder(Row found) {
        var stood = opening.remove(found.key());
        if (stood == null) older++;
        else findings.add(differences(stood.with("sequence", found.get("sequence")), found));
        advance();
    }

    private void advance() {
        rows++;
        next = database.next();
    }

    private static List<String> differences(Row expected, Row found) {
        var differences = new ArrayList<String>(0);
        for (int i = 0; i < expected.values().size(); i++) {
            var one = expected.values().get(i);
            var other = found.values().get(i);
            if (Objects.equals(one, other)) continue;
            var column = expected.table().columns.get(i);
            differences.add(
                    "%s: %s expected %s, found %s".formatted(expected, column, show(one, other), show(other, one)));
        }
        return differences;
    }

    private static String show(@Nullable Object value, @Nullable Object other) {
        var text = text(value);
        if (text.length() <= SHOWN) return text;
        int from = 0;
        var others = text(other);
        while (from < Math.min(text.length(), others.length()) && text.charAt(from) == others.charAt(from)) from++;
        from = Math.max(0, from - BEFORE_THE_DIFFERENCE);
        int to = Math.min(text.length(), from + SHOWN);
        return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case ByteString bytes -> HexFormat.of().formatHex(bytes.toByteArray());
            case String text -> "\"" + text + "\"";
            default -> value.toString();
        };
    }
}
