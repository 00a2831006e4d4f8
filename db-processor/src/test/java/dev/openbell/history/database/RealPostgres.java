package dev.openbell.history.database;

import dev.openbell.chassis.health.Waiting;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for all tests, and an empty database in it for whoever asks. */
public final class RealPostgres {
    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private RealPostgres() {}

    public static String url() {
        var name = "test" + DATABASES.incrementAndGet();
        try (var connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return SERVER.getJdbcUrl("postgres", name);
    }

    public static Database open() {
        return open(new Waiting());
    }

    public static Database open(Waiting waiting) {
        var database = new Database(url(), 4, true, waiting);
        try {
            database.open();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    /** Every row of a table as one line of text, in order, so that two tables can be compared. */
    public static List<String> rows(Database database, String table) {
        return database.read(connection -> {
            try (var sql = Sql.of(connection, "SELECT t::text AS line FROM " + table + " t ORDER BY 1")) {
                return sql.all(row -> row.text("line"));
            }
        });
    }

    /** What one query finds, as text. */
    public static String ask(Database database, String query) {
        return database.read(connection -> {
            try (var sql = Sql.of(connection, "SELECT (" + query + ")::text AS answer")) {
                return sql.all(row -> row.text("answer")).getFirst();
            }
        });
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
