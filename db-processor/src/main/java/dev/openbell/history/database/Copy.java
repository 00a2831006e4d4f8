package dev.openbell.history.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table, as PostgreSQL takes them quickest: by COPY, in its binary form, with nothing made on the heap for each.
 * Values are given from left to right. Without a row nothing is sent at all.
 *
 * <pre>
 * try (var rows = new Copy(connection, "trades", "trade_id, price_e8")) {
 *     rows.row().text("t1").number(100);
 *     rows.end();
 * }
 * </pre>
 */
public final class Copy implements AutoCloseable {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int SENT_AT_ONCE = 1 << 16;
    private static final int ABSENT = -1;
    private static final long MICROS_FROM_1970_TO_2000 = 946_684_800_000_000L;

    private final Connection connection;
    private final String command;
    private final short columns;
    private ByteBuffer bytes = ByteBuffer.allocate(SENT_AT_ONCE * 2);
    private @Nullable CopyIn line;

    public Copy(Connection connection, String table, String columns) {
        this.connection = connection;
        this.command = "COPY %s (%s) FROM STDIN (FORMAT binary)".formatted(table, columns);
        this.columns = (short) columns.split(",", -1).length;
    }

    /** Begins the next row. */
    public Copy row() throws SQLException {
        var to = line;
        if (to == null) begin();
        else if (bytes.position() >= SENT_AT_ONCE) send(to);
        room(Short.BYTES).putShort(columns);
        return this;
    }

    /** PostgreSQL's text holds anything but NUL, which is shown as a replacement character instead. */
    public Copy text(String value) {
        int length = value.length();
        room(Integer.BYTES + length);
        int start = bytes.position();
        bytes.putInt(length);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c == 0 || c > 127) {
                bytes.position(start);
                return bytes(value.replace('\0', '\uFFFD').getBytes(UTF_8));
            }
            bytes.put((byte) c);
        }
        return this;
    }

    public Copy textIfAny(String value) {
        return value.isEmpty() ? absent() : text(value);
    }

    /** An enum as its word. */
    public Copy word(Enum<?> value) {
        return text(Words.of(value));
    }

    public Copy number(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
        return this;
    }

    public Copy numberIf(boolean there, long value) {
        return there ? number(value) : absent();
    }

    /** A number in a column of type INTEGER. */
    public Copy small(int value) {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
        return this;
    }

    public Copy flag(boolean value) {
        room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    public Copy time(long micros) {
        return number(micros - MICROS_FROM_1970_TO_2000);
    }

    public Copy timeIf(boolean there, long micros) {
        return there ? time(micros) : absent();
    }

    /** A message, in its own bytes. */
    public Copy message(MessageLite value) {
        int length = value.getSerializedSize();
        room(Integer.BYTES + length).putInt(length);
        try {
            var out = CodedOutputStream.newInstance(bytes.array(), bytes.position(), length);
            value.writeTo(out);
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException("a message is not as long as it said", e);
        }
        bytes.position(bytes.position() + length);
        return this;
    }

    /** Everything is written: from here on the table has the rows. */
    public void end() throws SQLException {
        var to = line;
        if (to == null) return;
        room(Short.BYTES).putShort((short) ABSENT);
        send(to);
        to.endCopy();
        line = null;
    }

    private Copy bytes(byte[] value) {
        room(Integer.BYTES + value.length).putInt(value.length).put(value);
        return this;
    }

    private Copy absent() {
        room(Integer.BYTES).putInt(ABSENT);
        return this;
    }

    private void begin() throws SQLException {
        line = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command);
        bytes.put(SIGNATURE).putInt(0).putInt(0); // no flags, and no more header
    }

    private void send(CopyIn to) throws SQLException {
        to.writeToCopy(bytes.array(), 0, bytes.position());
        bytes.clear();
    }

    private ByteBuffer room(int needed) {
        if (bytes.remaining() < needed) {
            bytes = ByteBuffer.allocate(2 * (bytes.position() + needed)).put(bytes.flip());
        }
        return bytes;
    }

    /** Breaks off what has not come to its end. */
    @Override
    public void close() throws SQLException {
        var to = line;
        if (to != null && to.isActive()) to.cancelCopy();
    }
}
