package dev.openbell.standalone.verify;

import com.google.protobuf.ByteString;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The database at one moment: positions and tables in one transaction, which sees nothing of what is written meanwhile. */
final class Snapshot implements AutoCloseable {
    private static final int ROWS_AT_A_TIME = 2_000;

    private final Connection connection;

    private Snapshot(Connection connection) {
        this.connection = connection;
    }

    /** @param url as JDBC names it; it holds a password, so no message repeats it */
    static Snapshot take(String url) {
        try {
            var patience = new Properties();
            patience.setProperty("connectTimeout", "10");
            var connection = DriverManager.getConnection(url, patience);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            return new Snapshot(connection);
        } catch (SQLException e) {
            throw new CannotVerify(
                    "The database cannot be reached: " + message(e).replace(url, "its address"), e);
        }
    }

    List<Position> positions(String topic) {
        try (var query = connection.prepareStatement("""
                SELECT partition, log_epoch, last_sequence FROM log_positions WHERE topic = ? ORDER BY partition""")) {
            query.setString(1, topic);
            var rows = query.executeQuery();
            var positions = new ArrayList<Position>();
            while (rows.next()) {
                var partition = new TopicPartition(topic, rows.getInt("partition"));
                positions.add(new Position(partition, rows.getLong("log_epoch"), rows.getLong("last_sequence")));
            }
            return positions;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    Comparison.Rows rows(Table table) {
        try {
            checkThatAllAreCompared(table);
            var query = connection.createStatement();
            query.setFetchSize(ROWS_AT_A_TIME);
            var found = query.executeQuery(
                    "SELECT * FROM %s ORDER BY %s".formatted(table.title, String.join(", ", table.order)));
            return new Found(table, found);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** From when on a table holds what has been. */
    Instant beginning(Table table) {
        try (var query = connection.prepareStatement("SELECT begins_at FROM history_begins WHERE table_name = ?")) {
            // Closed orders go with their events.
            query.setString(1, table == Table.ORDERS ? Table.ORDER_EVENTS.title : table.title);
            var rows = query.executeQuery();
            return rows.next() ? rows.getTimestamp(1).toInstant() : Instant.MIN;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Ends the transaction, and with it everything that is still being read. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** A column that was added and is not compared would pass for right. What PostgreSQL makes of the others is as right as they are. */
    private void checkThatAllAreCompared(Table table) throws SQLException {
        Set<String> columns = new HashSet<>();
        try (var query = connection.prepareStatement("""
                SELECT attname FROM pg_attribute
                WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''""")) {
            query.setString(1, table.title);
            var rows = query.executeQuery();
            while (rows.next()) columns.add(rows.getString(1));
        }
        if (!columns.equals(Set.copyOf(table.columns))) {
            throw new CannotVerify("The table %s has the columns %s; this version compares %s"
                    .formatted(table.title, columns, table.columns));
        }
    }

    private static CannotVerify unreadable(SQLException e) {
        return new CannotVerify("The database cannot be read: " + message(e), e);
    }

    private static String message(SQLException e) {
        return String.valueOf(e.getMessage()).lines().collect(Collectors.joining(" "));
    }

    private final class Found implements Comparison.Rows {
        private final Table table;
        private final ResultSet rows;

        Found(Table table, ResultSet rows) {
            this.table = table;
            this.rows = rows;
        }

        @Override
        public @Nullable Row next() {
            try {
                return rows.next() ? read(rows) : null;
            } catch (SQLException e) {
                throw unreadable(e);
            }
        }

        @Override
        public @Nullable Row like(Row row) {
            var condition = table.key.stream().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
            try (var query =
                    connection.prepareStatement("SELECT * FROM %s WHERE %s".formatted(table.title, condition))) {
                int parameter = 0;
                for (var value : row.key()) query.setObject(++parameter, forJdbc(value));
                var found = query.executeQuery();
                return found.next() ? read(found) : null;
            } catch (SQLException e) {
                throw unreadable(e);
            }
        }

        private static @Nullable Object forJdbc(@Nullable Object value) {
            return value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value;
        }

        private Row read(ResultSet row) throws SQLException {
            var values = new @Nullable Object[table.columns.size()];
            for (int i = 0; i < values.length; i++) values[i] = value(row.getObject(table.columns.get(i)));
            return Row.of(table, values);
        }

        private static @Nullable Object value(@Nullable Object value) {
            return switch (value) {
                case null -> null;
                case Integer number -> number.longValue();
                case BigDecimal sum -> sum.toBigIntegerExact();
                case Timestamp time -> time.toInstant();
                case byte[] bytes -> ByteString.copyFrom(bytes);
                default -> value;
            };
        }
    }
}
