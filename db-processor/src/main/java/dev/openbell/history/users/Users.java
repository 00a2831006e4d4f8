package dev.openbell.history.users;

import dev.openbell.events.v1.CreateUser;
import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import dev.openbell.users.v1.UserRecord;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The people, and the venue's own service accounts. */
final class Users {
    private Users() {}

    static void add(Connection connection, CreateUser user, long now) throws SQLException {
        try (var sql = Sql.of(connection, """
                INSERT INTO users (user_id, email, name, password_hash, service_account, created_at)
                VALUES (?, ?, ?, ?, ?, ?)""")) {
            sql.text(user.getUserId()).text(orAbsent(user.getEmail())).text(user.getName());
            sql.text(orAbsent(user.getPasswordHash()))
                    .flag(user.getServiceAccount())
                    .time(now)
                    .run();
        }
    }

    static boolean exists(Connection connection, String user) throws SQLException {
        return find(connection, user) != null;
    }

    static boolean hasEmail(Connection connection, String email) throws SQLException {
        return findByEmail(connection, email) != null;
    }

    static @Nullable UserRecord find(Connection connection, String user) throws SQLException {
        try (var sql = Sql.of(connection, "SELECT * FROM users WHERE user_id = ?")) {
            return sql.text(user).first(Users::read);
        }
    }

    static @Nullable UserRecord findByEmail(Connection connection, String email) throws SQLException {
        try (var sql = Sql.of(connection, "SELECT * FROM users WHERE email = ?")) {
            return sql.text(email).first(Users::read);
        }
    }

    static void setPassword(Connection connection, String user, String hash) throws SQLException {
        try (var sql = Sql.of(connection, """
                UPDATE users SET password_hash = ?, password_number = password_number + 1 WHERE user_id = ?""")) {
            sql.text(hash).text(user).run();
        }
    }

    /** Whether there is such a user. */
    static boolean setSuspended(Connection connection, String user, boolean suspended) throws SQLException {
        try (var sql = Sql.of(connection, "UPDATE users SET suspended = ? WHERE user_id = ?")) {
            return sql.flag(suspended).text(user).run() > 0;
        }
    }

    private static @Nullable String orAbsent(String text) {
        return text.isEmpty() ? null : text;
    }

    static UserRecord read(Row row) throws SQLException {
        return UserRecord.newBuilder()
                .setUserId(row.text("user_id"))
                .setEmail(row.text("email"))
                .setName(row.text("name"))
                .setPasswordHash(row.text("password_hash"))
                .setCreatedAtMicros(row.micros("created_at"))
                .setSuspended(row.flag("suspended"))
                .setServiceAccount(row.flag("service_account"))
                .setPasswordNumber((int) row.number("password_number"))
                .build();
    }
}
