package dev.openbell.history.users;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.events.v1.UserEvent;
import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What commands were answered, remembered for a while. */
final class RememberedOutcomes {
    private RememberedOutcomes() {}

    static @Nullable UserEvent find(Connection connection, String request) throws SQLException {
        try (var sql = Sql.of(connection, "SELECT event FROM user_command_outcomes WHERE request_id = ?")) {
            return sql.text(request).first(RememberedOutcomes::read);
        }
    }

    static Optional<UserEvent> newest(Connection connection) throws SQLException {
        try (var sql = Sql.of(connection, "SELECT event FROM user_command_outcomes ORDER BY number DESC LIMIT 1")) {
            return Optional.ofNullable(sql.first(RememberedOutcomes::read));
        }
    }

    static void remember(Connection connection, UserEvent event) throws SQLException {
        try (var sql = Sql.of(
                connection, "INSERT INTO user_command_outcomes (request_id, event, committed_at) VALUES (?, ?, ?)")) {
            sql.text(event.getRequestId()).bytes(event.toByteArray());
            sql.time(event.getCommittedAtMicros()).run();
        }
    }

    static void forgetBefore(Connection connection, long micros) throws SQLException {
        try (var sql = Sql.of(connection, "DELETE FROM user_command_outcomes WHERE committed_at < ?")) {
            sql.time(micros).run();
        }
    }

    private static UserEvent read(Row row) throws SQLException {
        try {
            return UserEvent.parseFrom(row.bytes("event"));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A remembered outcome cannot be read", e);
        }
    }
}
