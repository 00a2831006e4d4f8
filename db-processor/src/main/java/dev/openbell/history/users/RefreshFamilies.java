package dev.openbell.history.users;

import dev.openbell.chassis.pages.Cursor;
import dev.openbell.events.v1.StartSession;
import dev.openbell.events.v1.UserCommand;
import dev.openbell.history.archive.Page;
import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import dev.openbell.users.v1.ListRefreshFamiliesResponse;
import dev.openbell.users.v1.RefreshFamily;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where users are signed in. */
final class RefreshFamilies {
    private RefreshFamilies() {}

    static void add(Connection connection, String user, StartSession session, UserCommand command) throws SQLException {
        try (var sql = Sql.of(connection, """
                INSERT INTO refresh_families
                    (family_id, user_id, living, rotated_at, created_at, expires_at, address, user_agent)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            long now = command.getRequestedAtMicros();
            sql.text(session.getFamilyId()).text(user);
            sql.manyBytes(List.of(session.getTokenHash().toByteArray()));
            sql.time(now).time(now).time(session.getExpiresAtMicros());
            sql.text(command.getAddress()).text(command.getUserAgent()).run();
        }
    }

    static boolean exists(Connection connection, String family) throws SQLException {
        return owner(connection, family) != null;
    }

    /** Whether one of the user's families, living or not, began at this address in this browser. */
    static boolean haveBegunAt(Connection connection, String user, String address, String userAgent)
            throws SQLException {
        try (var sql = Sql.of(
                connection,
                "SELECT FROM refresh_families WHERE user_id = ? AND address = ? AND user_agent = ? LIMIT 1")) {
            return sql.text(user).text(address).text(userAgent).findsAny();
        }
    }

    static @Nullable String owner(Connection connection, String family) throws SQLException {
        try (var sql = Sql.of(connection, "SELECT user_id FROM refresh_families WHERE family_id = ?")) {
            return sql.text(family).first(row -> row.text("user_id"));
        }
    }

    /** Whether this is the hash of a token that the family has, living or not: the last ones that it was given. */
    static boolean holds(Connection connection, String family, byte[] hash) throws SQLException {
        try (var sql = Sql.of(
                connection, "SELECT FROM refresh_families WHERE family_id = ? AND ? = ANY (living || previous)")) {
            return sql.text(family).bytes(hash).findsAny();
        }
    }

    /** The tokens of a family that lives; one whose user is suspended does not. */
    static @Nullable FamilyTokens tokens(Connection connection, String family, long now) throws SQLException {
        try (var sql = Sql.of(connection, """
                SELECT living, previous, rotated_at FROM refresh_families JOIN users USING (user_id)
                WHERE family_id = ? AND revoked_at IS NULL AND expires_at > ? AND NOT suspended""")) {
            return sql.text(family)
                    .time(now)
                    .first(row -> new FamilyTokens(
                            row.manyBytes("living"), row.manyBytes("previous"), row.micros("rotated_at")));
        }
    }

    static void put(Connection connection, String family, FamilyTokens tokens) throws SQLException {
        try (var sql = Sql.of(
                connection,
                "UPDATE refresh_families SET living = ?, previous = ?, rotated_at = ? WHERE family_id = ?")) {
            sql.manyBytes(tokens.living()).manyBytes(tokens.previous());
            sql.time(tokens.rotatedAtMicros()).text(family).run();
        }
    }

    /**
     * Ends a user's families.
     *
     * @param family only this one; all when empty
     * @param except not this one
     * @return those that were alive until now
     */
    static List<String> revoke(
            Connection connection, String user, String family, String except, long now, String reason)
            throws SQLException {
        try (var sql = Sql.of(connection, """
                UPDATE refresh_families SET revoked_at = ?, revoked_reason = ?
                WHERE user_id = ? AND (? = '' OR family_id = ?) AND family_id <> ? AND revoked_at IS NULL
                RETURNING family_id""")) {
            sql.time(now).text(reason).text(user);
            sql.text(family).text(family).text(except);
            return sql.all(row -> row.text("family_id"));
        }
    }

    /** What ended before then: where somebody has not been for so long is a new place again. */
    static void forgetBefore(Connection connection, long micros) throws SQLException {
        try (var sql = Sql.of(connection, "DELETE FROM refresh_families WHERE expires_at < ?")) {
            sql.time(micros).run();
        }
    }

    /** With its user. */
    static @Nullable RefreshFamily find(Connection connection, String family) throws SQLException {
        try (var sql = Sql.of(connection, """
                SELECT users.*, family_id, rotated_at, refresh_families.created_at AS begun_at, expires_at, revoked_at,
                    address, user_agent
                FROM refresh_families JOIN users USING (user_id) WHERE family_id = ?""")) {
            return sql.text(family)
                    .first(row -> read(row).toBuilder().setUser(Users.read(row)).build());
        }
    }

    /** The newest first; and from where the next page goes on, if there is one. */
    static ListRefreshFamiliesResponse list(Connection connection, String user, Page page) throws SQLException {
        try (var sql = Sql.of(connection, """
                SELECT *, created_at AS begun_at FROM refresh_families
                WHERE user_id = ? AND revoked_at IS NULL AND expires_at > now() AND (created_at, family_id) < (?, ?)
                ORDER BY created_at DESC, family_id DESC LIMIT ?""")) {
            sql.text(user).time(page.after().timeMicros()).text(page.after().id());
            var families = sql.number(page.rowsToRead()).all(RefreshFamilies::read);
            return ListRefreshFamiliesResponse.newBuilder()
                    .addAllFamilies(page.shown(families))
                    .setNextCursor(page.next(
                            families, family -> new Cursor(family.getCreatedAtMicros(), family.getFamilyId())))
                    .build();
        }
    }

    private static RefreshFamily read(Row row) throws SQLException {
        return RefreshFamily.newBuilder()
                .setFamilyId(row.text("family_id"))
                .setUserId(row.text("user_id"))
                .setRotatedAtMicros(row.micros("rotated_at"))
                .setCreatedAtMicros(row.micros("begun_at"))
                .setExpiresAtMicros(row.micros("expires_at"))
                .setRevoked(row.has("revoked_at"))
                .setAddress(row.text("address"))
                .setUserAgent(row.text("user_agent"))
                .build();
    }
}
