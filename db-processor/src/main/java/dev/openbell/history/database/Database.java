package dev.openbell.history.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.refusal.Refusal;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;

/** PostgreSQL. It may be away at any time: then reads are refused, and whoever writes waits and begins again. */
@Singleton
public final class Database {
    private static final Duration LONGEST_WAIT_FOR_A_CONNECTION = Duration.ofSeconds(2);

    private final HikariDataSource pool;
    private final String name;
    private final boolean migrates;
    private final Waiting waiting;
    private volatile boolean open;

    /** Something to be done with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    public Database(
            @Value("${database.url}") String url,
            @Value("${database.pool-size}") int poolSize,
            @Value("${database.run-migrations}") boolean migrates,
            Waiting waiting) {
        this.pool = new HikariDataSource(settings(url, poolSize));
        this.name = withoutCredentials(url);
        this.migrates = migrates;
        this.waiting = waiting;
    }

    /** Waits for PostgreSQL, and until its tables are those of this version. */
    public void open() throws InterruptedException {
        waiting.until("PostgreSQL at " + name, this::migrate);
        open = true;
    }

    /** Looks something up for a caller, who is told to come again when the database is away. */
    public <T> T read(Work<T> work) {
        if (!open) throw Refusal.unavailable("The database is not open yet");
        try (var connection = pool.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            if (isAway(e)) throw Refusal.unavailable("The database does not answer");
            throw new IllegalStateException("The database did not understand a question", e);
        }
    }

    /** All of it or nothing: without the commit, the pool rolls back as it takes the connection back. */
    public <T> T transaction(Work<T> work) throws SQLException {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            T result = work.with(connection);
            connection.commit();
            return result;
        }
    }

    /** Where it answers from, if it does. */
    String ping() throws SQLException {
        try (var connection = pool.getConnection()) {
            if (!connection.isValid(1)) throw new SQLException("PostgreSQL does not answer");
            return name;
        }
    }

    String name() {
        return name;
    }

    private void migrate() {
        // A connection of its own: to rebuild a large table takes longer than the pool lets anybody wait.
        var flyway =
                Flyway.configure().dataSource(pool.getJdbcUrl(), null, null).load();
        if (migrates) {
            flyway.migrate();
            return;
        }
        int pending = flyway.info().pending().length;
        if (pending > 0)
            throw new IllegalStateException(pending + " migrations are pending and OPENBELL_RUN_MIGRATIONS is off");
    }

    /** What the URL says counts more than what is set here. */
    private static HikariConfig settings(String url, int poolSize) {
        var settings = new HikariConfig();
        settings.setPoolName("postgresql");
        settings.setJdbcUrl(url);
        settings.setMaximumPoolSize(poolSize);
        settings.setConnectionTimeout(LONGEST_WAIT_FOR_A_CONNECTION.toMillis());
        settings.setValidationTimeout(TimeUnit.SECONDS.toMillis(1));
        settings.setInitializationFailTimeout(-1); // the pool may be there before PostgreSQL is
        settings.addDataSourceProperty("ApplicationName", "db-processor");
        settings.addDataSourceProperty("reWriteBatchedInserts", "true"); // a batch goes as a few long inserts
        settings.addDataSourceProperty("connectTimeout", "5");
        settings.addDataSourceProperty("socketTimeout", "30"); // a host that vanished must not hold a thread for ever
        settings.addDataSourceProperty("tcpKeepAlive", "true");
        return settings;
    }

    /** Trying again would not help: a value that is out of range, breaks a rule of the tables, or is longer than an index takes. */
    public static boolean isOfWhatWasWritten(SQLException e) {
        var state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    private static boolean isAway(SQLException e) {
        var state = e.getSQLState();
        // The pool's own time-out has no state; the classes are connection, resources, and an operator's stop.
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }

    private static String withoutCredentials(String url) {
        var place = url.replaceFirst("^jdbc:postgresql:(//)?", "");
        int query = place.indexOf('?');
        return query < 0 ? place : place.substring(0, query);
    }

    @PreDestroy
    public void close() {
        pool.close();
    }
}
