package dev.openbell.standalone.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A table beside the log: whatever is not the same is found, and named. */
class ComparisonTest {
    private final List<Row> states = Tape.market().rows();

    @Test
    void tablesThatAreWhatTheEventsSayAreIdentical() {
        for (var table : Table.ALL) {
            var comparison = compare(table, newest(table));

            assertThat(comparison.findings().first()).isEmpty();
            assertThat(comparison.rows()).isPositive().isEqualTo(newest(table).size());
        }
    }

    @Test
    void aChangedRowIsFoundInEveryColumnOfEveryTable() {
        for (var table : Table.ALL) {
            for (var column : table.columns) {
                var found = newest(table);
                found.set(0, with(found.getFirst(), column, "other"));

                var findings = compare(table, found).findings();

                assertThat(findings.count()).as(table.title + "." + column).isPositive();
            }
        }
    }

    @Test
    void aChangedRowIsNamedWithWhatIsExpectedAndWhatIsThere() {
        var found = newest(Table.TRADES);
        found.set(0, with(found.getFirst(), "quantity_e8", 6L));

        assertThat(compare(Table.TRADES, found).findings().first())
                .containsExactly("trades, trade_id t1: quantity_e8 expected 5, found 6");
    }

    @Test
    void aMissingRowIsFound() {
        var found = newest(Table.FILLS);
        found.removeFirst();

        assertThat(compare(Table.FILLS, found).findings().first())
                .containsExactly("fills, order_id o1, trade_id t1: the row is missing");
    }

    @Test
    void aRowThatNoEventMadeIsFound() {
        var found = newest(Table.LEDGER_ENTRIES);
        found.add(1, with(found.getFirst(), "entry_id", "0000000000002x"));
        found.add(with(found.getFirst(), "entry_id", "zzzzzzzzzzzzz"));

        assertThat(compare(Table.LEDGER_ENTRIES, found).findings().first())
                .containsExactly(
                        "ledger_entries, entry_id 0000000000002x: no event made this row",
                        "ledger_entries, entry_id zzzzzzzzzzzzz: no event made this row");
    }

    @Test
    void anOrderThatWasLeftBehindByItsLastEventIsFoundOnce() {
        var stale = states.stream()
                .filter(row -> row.table() == Table.ORDERS)
                .filter(row -> List.of("open", "filled").contains(String.valueOf(row.get("status"))))
                .filter(row -> !List.of("o2", 10L)
                        .equals(List.of(row.values().getFirst(), row.values().getLast())))
                .toList();

        var findings = compare(Table.ORDERS, stale).findings();

        assertThat(findings.count()).isEqualTo(1);
        assertThat(findings.first())
                .containsExactly(
                        "orders, order_id o1: filled_quantity_e8 expected 5, found 0",
                        "orders, order_id o1: remaining_quantity_e8 expected 0, found 8",
                        "orders, order_id o1: average_price_e8 expected 100, found nothing",
                        "orders, order_id o1: status expected \"cancelled\", found \"open\"",
                        "orders, order_id o1: reason expected \"user\", found \"\"",
                        "orders, order_id o1: sequence expected 23, found 8");
    }

    @Test
    void aRowThatSaysAnotherEventIsNamedByItsSequence() {
        var found = newest(Table.TRADES);
        found.set(0, with(found.getFirst(), "sequence", 12L));

        assertThat(compare(Table.TRADES, found).findings().first())
                .containsExactly("trades, trade_id t1: sequence expected 11, found 12");
    }

    @Test
    void aRowThatIsThereTwiceIsFound() {
        var found = newest(Table.TRADES);
        found.add(with(found.getFirst(), "traded_at", Tape.NOON.plusSeconds(1)));

        assertThat(compare(Table.TRADES, found).findings().first())
                .containsExactly("trades, trade_id t1: no event made this row");
    }

    @Test
    void allDifferencesAreCountedAndTheFirstTenTold() {
        var findings = compare(Table.LEDGER_ENTRIES, List.of()).findings();

        assertThat(findings.count()).isEqualTo(11);
        assertThat(findings.first()).hasSize(10);
    }

    @Test
    void ofLongValuesThePlaceWhereTheyDifferIsShown() {
        var found = newest(Table.TRADES);
        var longer = "x".repeat(100);
        found.set(0, with(found.getFirst(), "instrument", longer + "A" + longer));
        var states = List.of(with(newest(Table.TRADES).getFirst(), "instrument", longer + "B" + longer));

        assertThat(compare(states, found).findings().first())
                .containsExactly(
                        "trades, trade_id t1: instrument expected …xxxxxxxxxxxxxxxxB%1$s…, found …xxxxxxxxxxxxxxxxA%1$s…"
                                .formatted("x".repeat(47)));
    }

    @Test
    void whatIsOlderThanATrimmedLogIsComparedWithHowItStoodThere() {
        var found = newest(Table.ORDERS);
        var comparison = new Comparison(new Listed(found));
        comparison.begin(0, 11);
        comparison.stood(with(found.getLast(), "sequence", 0L)); // o2 was filled by event 11
        states.stream()
                .filter(row -> row.table() == Table.ORDERS && row.sequence() > 11)
                .forEach(comparison::expect);
        comparison.end();

        assertThat(comparison.findings().first()).isEmpty();
        assertThat(comparison.rows()).isEqualTo(2);
        assertThat(comparison.older()).isZero();
    }

    @Test
    void aRowThatStoodOtherwiseWhereTheLogBeginsIsFound() {
        var found = newest(Table.BALANCES);
        var comparison = new Comparison(new Listed(found));
        comparison.begin(0, 24);
        for (var row : found) comparison.stood(with(row, "sequence", 0L));
        comparison.stood(with(found.getFirst(), "account", "eve"));
        comparison.stood(with(found.getLast(), "available_e8", 7L));
        comparison.end();

        assertThat(comparison.findings().first())
                .containsExactly(
                        "balances, account bob, shard 0, asset SOL: available_e8 expected 7, found 5",
                        "balances, account eve, shard 0, asset SOL: the row is missing");
    }

    @Test
    void ofWhatGrewBeforeATrimmedLogBeginsNothingCanBeSaid() {
        for (var table : List.of(Table.TRADES, Table.LEDGER_ENTRIES, Table.ORDER_EVENTS, Table.FILLS)) {
            var found = newest(table);
            var comparison = new Comparison(new Listed(found));
            comparison.begin(0, 24);
            comparison.end();

            assertThat(comparison.findings().first()).isEmpty();
            assertThat(comparison.older()).isEqualTo(found.size());
        }
    }

    @Test
    void whatWasDroppedBecauseItIsOldIsNotMissed() {
        for (var table : List.of(Table.TRADES, Table.ORDER_EVENTS, Table.FILLS, Table.ORDERS)) {
            var comparison = new Comparison(new Listed(List.of()), Tape.NOON.plusSeconds(1));
            states.stream().filter(row -> row.table() == table).forEach(comparison::expect);
            comparison.end();

            assertThat(comparison.findings().first()).as(table.title).isEmpty();
        }
    }

    @Test
    void anOldOrderThatIsOpenIsMissed() {
        var comparison = new Comparison(new Listed(List.of()), Tape.NOON.plusSeconds(1));
        comparison.expect(states.stream()
                .filter(row -> row.table() == Table.ORDERS)
                .findFirst()
                .orElseThrow());
        comparison.end();

        assertThat(comparison.findings().first()).containsExactly("orders, order_id o1: the row is missing");
    }

    private Comparison compare(Table table, List<Row> found) {
        return compare(states.stream().filter(row -> row.table() == table).toList(), found);
    }

    private static Comparison compare(List<Row> states, List<Row> found) {
        var comparison = new Comparison(new Listed(found));
        states.forEach(comparison::expect);
        comparison.end();
        return comparison;
    }

    /** What the table holds when everything is right. */
    private List<Row> newest(Table table) {
        Map<Object, Row> newest = new LinkedHashMap<>();
        for (var row : states) if (row.table() == table) newest.put(row.key(), row);
        return new ArrayList<>(newest.values());
    }

    private static Row with(Row row, String column, Object value) {
        var values = new ArrayList<@Nullable Object>(row.values());
        values.set(row.table().columns.indexOf(column), value);
        return new Row(row.table(), values);
    }

    /** Rows as a database would give them. */
    private static final class Listed implements Comparison.Rows {
        private final List<Row> rows;
        private int next;

        Listed(List<Row> rows) {
            this.rows = rows.stream().sorted(Row::comparePlace).toList();
        }

        @Override
        public @Nullable Row next() {
            return next < rows.size() ? rows.get(next++) : null;
        }

        @Override
        public @Nullable Row like(Row row) {
            return rows.stream()
                    .filter(found -> found.key().equals(row.key()))
                    .findFirst()
                    .orElse(null);
        }
    }
}
