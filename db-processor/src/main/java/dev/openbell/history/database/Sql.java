package dev.openbell.history.database;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement, its values given from left to right.
 *
 * <pre>
 * try (var sql = Sql.of(connection, "SELECT * FROM users WHERE email = ?")) {
 *     return sql.text(email).first(Users::read);
 * }
 * </pre>
 */
public final class Sql implements AutoCloseable {
    private final PreparedStatement statement;
    private int given;

    /** Makes something of a row. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(Row row) throws SQLException;
    }

    private Sql(PreparedStatement statement) {
        this.statement = statement;
    }

    public static Sql of(Connection connection, String text) throws SQLException {
        return new Sql(connection.prepareStatement(text));
    }

    /** PostgreSQL's text holds anything but NUL, which is shown as a replacement character instead. */
    public Sql text(@Nullable String value) throws SQLException {
        statement.setString(++given, value == null ? null : value.replace('\0', '\uFFFD'));
        return this;
    }

    public Sql number(long value) throws SQLException {
        statement.setLong(++given, value);
        return this;
    }

    public Sql number(@Nullable Long value) throws SQLException {
        statement.setObject(++given, value, Types.BIGINT);
        return this;
    }

    /** Of whole numbers, which may have outgrown them. */
    public Sql sum(BigInteger value) throws SQLException {
        statement.setBigDecimal(++given, new BigDecimal(value));
        return this;
    }

    public Sql flag(boolean value) throws SQLException {
        statement.setBoolean(++given, value);
        return this;
    }

    /** An enum as its word. */
    public Sql word(Enum<?> value) throws SQLException {
        return text(Words.of(value));
    }

    public Sql time(long micros) throws SQLException {
        statement.setObject(++given, Micros.time(micros), Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }

    public Sql time(@Nullable Long micros) throws SQLException {
        var time = micros == null ? null : Micros.time(micros);
        statement.setObject(++given, time, Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }

    public Sql bytes(byte[] value) throws SQLException {
        statement.setBytes(++given, value);
        return this;
    }

    public Sql texts(List<String> values) throws SQLException {
        return array("text", values.toArray(String[]::new));
    }

    public Sql numbers(List<Long> values) throws SQLException {
        return array("bigint", values.toArray(Long[]::new));
    }

    public Sql times(List<Long> values) throws SQLException {
        return array("timestamptz", values.stream().map(Micros::time).toArray());
    }

    public Sql manyBytes(List<byte[]> values) throws SQLException {
        return array("bytea", values.toArray(byte[][]::new));
    }

    private Sql array(String type, Object[] values) throws SQLException {
        statement.setArray(++given, statement.getConnection().createArrayOf(type, values));
        return this;
    }

    /** Puts this row by, and begins with the values of the next. */
    public void add() throws SQLException {
        statement.addBatch();
        given = 0;
    }

    /** Sends the rows that were put by. */
    public void sendAll() throws SQLException {
        statement.executeBatch();
    }

    /** How many rows it changed. */
    public int run() throws SQLException {
        return statement.executeUpdate();
    }

    public <T> List<T> all(Reading<T> reading) throws SQLException {
        var found = new ArrayList<T>();
        try (var rows = statement.executeQuery()) {
            var row = new Row(rows);
            while (rows.next()) found.add(reading.of(row));
        }
        return found;
    }

    public <T> @Nullable T first(Reading<T> reading) throws SQLException {
        try (var rows = statement.executeQuery()) {
            return rows.next() ? reading.of(new Row(rows)) : null;
        }
    }

    public boolean findsAny() throws SQLException {
        try (var rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
