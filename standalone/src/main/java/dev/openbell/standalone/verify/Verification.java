package dev.openbell.standalone.verify;

import dev.openbell.events.v1.MarketEvents;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Folds the events once more and compares. It only reads, and the venue may go on meanwhile. */
public final class Verification {
    /** What makes rows of events; a table that is not made by the first has its own. */
    static final List<EventFold.Beginning> FOLDS = List.of(Fold::new);

    private static final String ROW = "%-18s %10s %-8s  %s%n";

    private final String topic;
    private final Opening.Source archive;
    private final PrintStream out;
    private final List<Findings> findings = new ArrayList<>();

    /**
     * @param topic the event log
     * @param archive tells how everything stood where a trimmed log begins
     * @param out where the result is told
     */
    public Verification(String topic, Opening.Source archive, PrintStream out) {
        this.topic = topic;
        this.archive = archive;
        this.out = out;
    }

    /**
     * Compares.
     *
     * @param kafka its bootstrap servers
     * @param database its address for JDBC
     * @return whether everything is as it must be
     * @throws CannotVerify nothing can be said
     */
    public boolean run(String kafka, String database) throws InterruptedException {
        try (var snapshot = Snapshot.take(database);
                var log = EventLog.open(kafka)) {
            return compare(snapshot, log);
        } catch (BrokenLog e) {
            out.printf("%s%nThe log is broken, and nothing after this place can be compared.%n", e.getMessage());
            return false;
        } catch (OutOfMemoryError e) {
            throw new CannotVerify(
                    "More is open, or wrong, than fits into memory; JAVA_TOOL_OPTIONS=-Xmx4g gives it 4 GB", e);
        }
    }

    private boolean compare(Snapshot snapshot, EventLog log) throws InterruptedException {
        long began = System.nanoTime();
        var positions = snapshot.positions(topic);
        if (positions.isEmpty()) throw new CannotVerify("The database follows no log named " + topic);
        var tables = new LinkedHashMap<Table, Comparison>();
        for (var table : Table.ALL) {
            tables.put(table, new Comparison(snapshot.rows(table), snapshot.beginning(table)));
        }
        var auditor = new Auditor();
        var market = new Market(tables, auditor);

        var logs = new LinkedHashMap<Position, EventLog.Read>();
        for (var position : positions) logs.put(position, log.read(position, archive, market));
        market.end();

        out.printf(ROW, "what", "compared", "", "result");
        logs.forEach((position, read) -> {
            out.printf(
                    ROW,
                    position.partition(),
                    read.records(),
                    "records",
                    "whole up to event " + position.lastSequence());
            for (var where : read.breaks()) out.printf(ROW, "", "", "", where);
        });
        tables.forEach((table, comparison) -> {
            comparison.end();
            tell(table.title, comparison.rows() - comparison.older(), "rows", comparison.findings(), "identical");
            if (comparison.older() > 0)
                out.printf(ROW, "", comparison.older(), "rows", "older than the log, which was trimmed");
        });
        auditor.end();
        tell("ledger", auditor.entries(), "entries", auditor.findings(), "balanced");
        long records = logs.values().stream().mapToLong(EventLog.Read::records).sum();
        return isAllWell(records, System.nanoTime() - began);
    }

    /** Everybody who hears the log. */
    private static final class Market implements EventLog.Listener {
        private final Map<Table, Comparison> tables;
        private final Auditor auditor;
        private final List<EventFold> folds;
        private Consumer<Row> rows;

        Market(Map<Table, Comparison> tables, Auditor auditor) {
            this.tables = tables;
            this.auditor = auditor;
            this.rows = this::expect;
            this.folds = FOLDS.stream()
                    .map(fold -> fold.begin(row -> rows.accept(row)))
                    .toList();
        }

        @Override
        public void stood(MarketEvents statement, long sequence) {
            tables.values().forEach(comparison -> comparison.begin(statement.getShard(), sequence));
            // The first fold makes what stands by itself; what sums up cannot begin here.
            rows = row -> comparison(tables, row).stood(row);
            folds.getFirst().add(statement);
            rows = this::expect;
            auditor.open(statement);
        }

        @Override
        public void heard(MarketEvents events) {
            for (var fold : folds) fold.add(events);
            auditor.add(events);
        }

        void end() {
            folds.forEach(EventFold::end);
        }

        private void expect(Row row) {
            comparison(tables, row).expect(row);
        }
    }

    private static Comparison comparison(Map<Table, Comparison> tables, Row row) {
        var comparison = tables.get(row.table());
        if (comparison == null) throw new IllegalStateException("nothing compares " + row);
        return comparison;
    }

    private void tell(String what, long compared, String unit, Findings found, String well) {
        out.printf(ROW, what, compared, unit, found.count() == 0 ? well : found.count() + " wrong");
        findings.add(found);
    }

    private boolean isAllWell(long records, long nanos) {
        long wrong = findings.stream().mapToLong(Findings::count).sum();
        out.println();
        for (var found : findings) found.first().forEach(out::println);
        out.println(
                wrong == 0
                        ? "The tables are what the events say, and the ledger agrees with itself."
                        : "%d wrong; of each table the first is shown.".formatted(wrong));
        out.printf("%,d records in %.1f s, %,.0f a second.%n", records, nanos / 1e9, records / (nanos / 1e9));
        return wrong == 0;
    }
}
