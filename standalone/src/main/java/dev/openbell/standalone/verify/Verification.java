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
    private static final String ROW = "%-18s %10s %-8s  %s%n";

    private final String topic;
    private final PrintStream out;
    private final List<Findings> findings = new ArrayList<>();

    /**
     * @param topic the event log
     * @param out where the result is told
     */
    public Verification(String topic, PrintStream out) {
        this.topic = topic;
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
    public boolean run(String kafka, String database) {
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

    private boolean compare(Snapshot snapshot, EventLog log) {
        var positions = snapshot.positions(topic);
        if (positions.isEmpty()) throw new CannotVerify("The database follows no log named " + topic);
        var tables = new LinkedHashMap<Table, Comparison>();
        for (var table : Table.ALL) tables.put(table, new Comparison(snapshot.rows(table)));
        var auditor = new Auditor();
        var fold = new Fold(row -> comparison(tables, row).expect(row));
        Consumer<MarketEvents> each = events -> {
            fold.add(events);
            auditor.add(events);
        };

        var logs = new LinkedHashMap<Position, EventLog.Read>();
        for (var position : positions) logs.put(position, log.read(position, each));

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
            tell(table.title, comparison.rows(), "rows", comparison.findings(), "identical");
        });
        auditor.end();
        tell("ledger", auditor.entries(), "entries", auditor.findings(), "balanced");
        return isAllWell();
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

    private boolean isAllWell() {
        long wrong = findings.stream().mapToLong(Findings::count).sum();
        out.println();
        for (var found : findings) found.first().forEach(out::println);
        out.println(
                wrong == 0
                        ? "The tables are what the events say, and the ledger agrees with itself."
                        : "%d wrong; of each table the first is shown.".formatted(wrong));
        return wrong == 0;
    }
}
