package dev.openbell.bench.history;

import dev.openbell.bench.bots.CommandWriter;
import dev.openbell.events.v1.Topics;
import dev.openbell.standalone.Venue;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How quickly the log becomes rows: a log that is there already, and one that was written while PostgreSQL was away. */
final class Writing {
    private static final List<String> TABLES =
            List.of("orders", "order_events", "trades", "fills", "ledger_entries", "balances");
    private static final Duration LONG = Duration.ofMinutes(10);

    /** What comes in a minute at a thousand orders a second. */
    private static final int ORDERS_WHILE_AWAY = 60_000;

    /**
     * One run.
     *
     * @param historyCores how many cores db-processor was busy with
     * @param postgresCores how many PostgreSQL
     */
    record Figure(String what, long orders, long rows, double seconds, double historyCores, double postgresCores) {
        void print() {
            System.out.printf(
                    "  %-34s %,9d %,11d %8.1f %,9.0f %,10.0f   %.2f + %.2f%n",
                    what, orders, rows, seconds, orders / seconds, rows / seconds, historyCores, postgresCores);
        }
    }

    private final Venue venue;
    private final int orders;

    Writing(Venue venue, int orders) {
        this.venue = venue;
        this.orders = orders;
    }

    List<Figure> run() throws IOException, InterruptedException, SQLException {
        System.out.printf(
                "%-36s %9s %11s %8s %9s %10s   %s%n",
                "becoming rows", "orders", "rows", "seconds", "orders/s", "rows/s", "cores: db-processor + PostgreSQL");
        var figures = new ArrayList<Figure>();
        try (var log = new CommandWriter(venue.addresses().kafka(), 0)) {
            log.openAccounts();
            figures.add(folded("a log that is there", "db-processor", log, orders));
            figures.add(folded("written while PostgreSQL was away", "postgres", log, ORDERS_WHILE_AWAY));
        }
        figures.forEach(Figure::print);
        return figures;
    }

    /** What is written while a part is away, from its first row after the part is back to the last. */
    private Figure folded(String what, String away, CommandWriter log, int count)
            throws IOException, InterruptedException, SQLException {
        log.awaitPublished();
        long rows, from;
        try (var database = database()) {
            awaitEnd(database, log.nextEvent());
            rows = rows(database);
            from = position(database);
        }
        venue.stop(away);
        log.trade(count);
        log.awaitPublished();
        venue.start(away);
        venue.awaitReady("postgres", LONG);
        try (var database = database()) {
            while (position(database) == from) Thread.sleep(2);
            var before = Effort.of(venue);
            awaitEnd(database, log.nextEvent());
            var effort = Effort.of(venue).since(before);
            return new Figure(
                    what,
                    count,
                    rows(database) - rows,
                    effort.seconds(),
                    effort.history() / effort.seconds(),
                    effort.postgres() / effort.seconds());
        }
    }

    /** Until the tables hold all that the log does. */
    private static void awaitEnd(Connection database, long end) throws InterruptedException, SQLException {
        long patience = System.nanoTime() + LONG.toNanos();
        while (position(database) < end) {
            if (System.nanoTime() > patience)
                throw new IllegalStateException("the tables do not come to the log's end");
            Thread.sleep(2);
        }
    }

    private Connection database() throws SQLException {
        return DriverManager.getConnection(venue.addresses().database());
    }

    private static long position(Connection database) throws SQLException {
        return number(
                database, "SELECT next_offset FROM log_positions WHERE topic = '%s'".formatted(Topics.MARKET_EVENTS));
    }

    private static long rows(Connection database) throws SQLException {
        long rows = 0;
        for (var table : TABLES) rows += number(database, "SELECT count(*) FROM " + table);
        return rows;
    }

    private static long number(Connection database, String query) throws SQLException {
        try (var sql = database.createStatement();
                var found = sql.executeQuery(query)) {
            return found.next() ? found.getLong(1) : 0;
        }
    }
}
