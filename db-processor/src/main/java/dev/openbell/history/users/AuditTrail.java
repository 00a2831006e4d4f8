package dev.openbell.history.users;

import dev.openbell.events.v1.UserCommand;
import dev.openbell.history.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Who asked for what, from where, and what came of it: one entry for each command. The table refuses to be changed. */
final class AuditTrail {
    private AuditTrail() {}

    static void append(Connection connection, UserCommand command, Arbiter.Ruling ruling) throws SQLException {
        try (var sql = Sql.of(connection, """
                INSERT INTO audit (asked_at, action, outcome, user_id, asked_by, detail, address, user_agent, request_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            sql.time(command.getRequestedAtMicros()).text(ruling.action()).word(ruling.outcome());
            sql.text(ruling.userId()).text(orNobody(command.getActingUserId())).text(ruling.detail());
            sql.text(command.getAddress()).text(command.getUserAgent());
            sql.text(command.getRequestId()).run();
        }
    }

    private static @Nullable String orNobody(String user) {
        return user.isEmpty() ? null : user;
    }
}
