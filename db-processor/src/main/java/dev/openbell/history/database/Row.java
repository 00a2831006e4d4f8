package dev.openbell.history.database;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of an answer. A text that is absent reads as empty, as it does in protobuf. */
public final class Row {
    private final ResultSet row;

    Row(ResultSet row) {
        this.row = row;
    }

    public String text(String column) throws SQLException {
        var text = row.getString(column);
        return text == null ? "" : text;
    }

    public long number(String column) throws SQLException {
        return row.getLong(column);
    }

    public @Nullable Long numberIfAny(String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    /** Of whole numbers; nothing to sum is 0. */
    public BigInteger sum(String column) throws SQLException {
        var sum = row.getBigDecimal(column);
        return sum == null ? BigInteger.ZERO : sum.toBigIntegerExact();
    }

    public boolean flag(String column) throws SQLException {
        return row.getBoolean(column);
    }

    public boolean has(String column) throws SQLException {
        return row.getObject(column) != null;
    }

    public <E extends Enum<E>> E word(String column, Class<E> type) throws SQLException {
        return Words.read(type, text(column));
    }

    public long micros(String column) throws SQLException {
        return Micros.of(row.getObject(column, OffsetDateTime.class));
    }

    public @Nullable Long microsIfAny(String column) throws SQLException {
        return has(column) ? micros(column) : null;
    }

    public byte[] bytes(String column) throws SQLException {
        return row.getBytes(column);
    }

    public List<String> texts(String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    public List<byte[]> manyBytes(String column) throws SQLException {
        return List.of((byte[][]) row.getArray(column).getArray());
    }
}
