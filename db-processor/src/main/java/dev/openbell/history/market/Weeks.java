package dev.openbell.history.market;

import dev.openbell.history.database.Database;
import dev.openbell.history.database.Sql;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The weeks that the tables which only grow are cut into. Each is made a day before it begins, and dropped when all of it is older than
 * what is to be kept. Time is the engine's: a wall clock that is wrong drops nothing.
 *
 * <p>The ledger is never dropped: what an account owns is the sum of its entries.
 */
final class Weeks {
    private static final Logger log = LoggerFactory.getLogger(Weeks.class);
    private static final Duration AHEAD = Duration.ofDays(1), AGAIN = Duration.ofHours(1);
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

    private static final List<String> CUT =
            List.of("order_events", "trades", "fills", "ledger_entries", "cfd_events", "cfd_marks");

    /** Orders go by their events, so these come last. */
    private static final List<String> FORGOTTEN = List.of("cfd_marks", "cfd_events", "trades", "fills", "order_events");

    /** Every part of a table, and until when it reaches. PostgreSQL says so only in words. */
    private static final String PARTS = """
            SELECT part.relname AS name,
                (regexp_match(pg_get_expr(part.relpartbound, part.oid), 'FROM \\(''([^'']+)''\\)'))[1]::timestamptz AS begins_at,
                (regexp_match(pg_get_expr(part.relpartbound, part.oid), 'TO \\(''([^'']+)''\\)'))[1]::timestamptz AS ends_at
            FROM pg_inherits JOIN pg_class part ON part.oid = inhrelid
            WHERE inhparent = ?::regclass ORDER BY ends_at""";

    private record Part(String name, @Nullable Instant begins, Instant ends) {
        boolean holds(Instant time) {
            return (begins == null || !time.isBefore(begins)) && time.isBefore(ends);
        }
    }

    private final @Nullable Duration retention;
    private final Counter dropped;

    /** The Mondays of which it is known that all tables have their week. */
    private final TreeSet<Instant> made = new TreeSet<>();

    private Instant nextLook = Instant.MIN;

    /** @param retention how long what has been is kept; null for ever */
    Weeks(@Nullable Duration retention, MeterRegistry meters) {
        this.retention = retention;
        this.dropped = Counter.builder("openbell.history.dropped")
                .description("Weeks of a table that were dropped because they were old")
                .register(meters);
    }

    /** Makes the weeks that rows of this time belong to, where they are missing. */
    synchronized void make(Database database, long firstMicros, long lastMicros) throws SQLException {
        var last = monday(instant(lastMicros).plus(AHEAD));
        for (var week = monday(instant(firstMicros)); !week.isAfter(last); week = week.plus(7, ChronoUnit.DAYS)) {
            if (made.contains(week)) continue;
            make(database, week);
            made.add(week);
        }
    }

    /** Drops what is old, if it is time to look: once a day, and again after an hour when somebody was in the way. */
    synchronized void forget(Database database, long nowMicros) {
        var now = instant(nowMicros);
        if (retention == null || now.isBefore(nextLook)) return;
        var oldest = now.minus(retention);
        try {
            for (var table : FORGOTTEN) forget(database, table, oldest);
            nextLook = now.plus(AHEAD);
        } catch (SQLException e) {
            nextLook = now.plus(AGAIN);
            log.warn("What is older than {} is not dropped yet: {}", oldest, e.toString());
        }
    }

    private static void make(Database database, Instant monday) throws SQLException {
        database.transaction(connection -> {
            // One at a time, whoever else writes here.
            run(connection, "SELECT pg_advisory_xact_lock(hashtext('weeks'))");
            for (var table : CUT) {
                if (parts(connection, table).stream().anyMatch(part -> part.holds(monday))) continue;
                var name = table + "_" + NAME.format(utc(monday));
                // Made apart and then attached: so nobody who reads has to wait.
                run(connection, "CREATE TABLE %s (LIKE %s INCLUDING ALL)".formatted(name, table));
                run(
                        connection,
                        "ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
                                .formatted(table, name, utc(monday), utc(monday).plusDays(7)));
            }
            return monday;
        });
    }

    private void forget(Database database, String table, Instant oldest) throws SQLException {
        for (var part : database.transaction(connection -> parts(connection, table))) {
            if (part.ends.isAfter(oldest)) return;
            database.transaction(connection -> {
                // A long reader is not waited for while others queue behind: it is tried again.
                run(connection, "SET LOCAL lock_timeout = '1s'");
                if (table.equals("order_events")) forgetOrders(connection, part);
                run(connection, "DROP TABLE " + part.name);
                return begins(connection, table, part.ends);
            });
            dropped.increment();
            log.info(
                    "{} begins at {} now: {} was older than HISTORY_RETENTION and is dropped",
                    table,
                    part.ends,
                    part.name);
        }
    }

    /** Orders that nobody will change any more, and that were last changed in the part that goes. */
    private static void forgetOrders(Connection connection, Part part) throws SQLException {
        run(connection, """
                DELETE FROM orders USING %s gone
                WHERE gone.order_id = orders.order_id AND gone.sequence = orders.sequence
                    AND orders.status IN ('filled', 'cancelled', 'expired', 'rejected')""".formatted(part.name));
    }

    private static Instant begins(Connection connection, String table, Instant now) throws SQLException {
        try (var sql = Sql.of(connection, """
                INSERT INTO history_begins (table_name, begins_at) VALUES (?, ?)
                ON CONFLICT (table_name) DO UPDATE SET begins_at = EXCLUDED.begins_at""")) {
            var _ = sql.text(table)
                    .time(ChronoUnit.MICROS.between(Instant.EPOCH, now))
                    .run();
            return now;
        }
    }

    private static List<Part> parts(Connection connection, String table) throws SQLException {
        try (var sql = Sql.of(connection, PARTS)) {
            return sql.text(table).all(row -> {
                var begins = row.microsIfAny("begins_at");
                return new Part(
                        row.text("name"), begins == null ? null : instant(begins), instant(row.micros("ends_at")));
            });
        }
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (var sql = connection.createStatement()) {
            var _ = sql.execute(statement);
        }
    }

    private static Instant monday(Instant time) {
        return utc(time)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
