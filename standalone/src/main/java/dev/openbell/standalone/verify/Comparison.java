package dev.openbell.standalone.verify;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One table, read beside the log. A row says by its sequence which event left it so, and is compared when that event comes; what an
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

    /** Found where no event had left them so. */
    private final Map<List<@Nullable Object>, Row> strays = new LinkedHashMap<>();

    private final Findings findings = new Findings();

    Comparison(Rows database) {
        this.database = database;
        this.next = database.next();
    }

    /** An event left this row so. Events come in their order. */
    void expect(Row row) {
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

    Findings findings() {
        return findings;
    }

    private void passRowsBefore(Row row) {
        while (next != null && next.comparePlace(row) < 0) passStray(next);
    }

    private void passStray(Row stray) {
        if (strays.putIfAbsent(stray.key(), stray) != null) findings.add(List.of(stray + ": the row is there twice"));
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
