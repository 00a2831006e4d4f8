package dev.openbell.history.users;

import com.google.protobuf.ByteString;
import dev.openbell.chassis.pages.Cursor;
import dev.openbell.events.v1.CreateApiKey;
import dev.openbell.history.archive.Page;
import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import dev.openbell.users.v1.ApiKeyRecord;
import dev.openbell.users.v1.ListApiKeysResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of users' bots. */
final class ApiKeys {
    private ApiKeys() {}

    /** Whether the id was free. */
    static boolean add(Connection connection, CreateApiKey key, long now) throws SQLException {
        try (var sql = Sql.of(connection, """
                INSERT INTO api_keys (key_id, user_id, name, scopes, secret_hash, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")) {
            sql.text(key.getKeyId()).text(key.getUserId()).text(key.getName());
            sql.texts(key.getScopesList()).bytes(key.getSecretHash().toByteArray());
            sql.time(now).time(key.hasExpiresAtMicros() ? key.getExpiresAtMicros() : null);
            return sql.run() > 0;
        }
    }

    /** Whether the user has such a key. One that is revoked already stays as it is. */
    static boolean revoke(Connection connection, String user, String key, long now) throws SQLException {
        try (var sql = Sql.of(
                connection,
                "UPDATE api_keys SET revoked_at = COALESCE(revoked_at, ?) WHERE key_id = ? AND user_id = ?")) {
            return sql.time(now).text(key).text(user).run() > 0;
        }
    }

    static @Nullable ApiKeyRecord find(Connection connection, String key) throws SQLException {
        try (var sql = Sql.of(connection, "SELECT * FROM api_keys WHERE key_id = ?")) {
            return sql.text(key).first(ApiKeys::read);
        }
    }

    /** Ends all that a user has, and tells which. */
    static List<String> revokeAll(Connection connection, String user, long now) throws SQLException {
        try (var sql = Sql.of(connection, """
                UPDATE api_keys SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL RETURNING key_id""")) {
            return sql.time(now).text(user).all(row -> row.text("key_id"));
        }
    }

    /** Whether the user has such a key, revoked or not. */
    static boolean use(Connection connection, String user, String key, long now) throws SQLException {
        try (var sql = Sql.of(connection, "UPDATE api_keys SET last_used_at = ? WHERE key_id = ? AND user_id = ?")) {
            return sql.time(now).text(key).text(user).run() > 0;
        }
    }

    /** How many a bot could sign in with. */
    static long living(Connection connection, String user, long now) throws SQLException {
        try (var sql = Sql.of(connection, """
                SELECT count(*) AS living FROM api_keys
                WHERE user_id = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)""")) {
            var living = sql.text(user).time(now).first(row -> row.number("living"));
            return living == null ? 0 : living;
        }
    }

    /** The newest first, but those that were revoked; and from where the next page goes on, if there is one. */
    static ListApiKeysResponse list(Connection connection, String user, Page page) throws SQLException {
        try (var sql = Sql.of(connection, """
                SELECT * FROM api_keys
                WHERE user_id = ? AND revoked_at IS NULL AND (created_at, key_id) < (?, ?)
                ORDER BY created_at DESC, key_id DESC LIMIT ?""")) {
            sql.text(user).time(page.after().timeMicros()).text(page.after().id());
            var keys = sql.number(page.rowsToRead()).all(ApiKeys::read);
            return ListApiKeysResponse.newBuilder()
                    .addAllApiKeys(page.shown(keys))
                    .setNextCursor(page.next(keys, key -> new Cursor(key.getCreatedAtMicros(), key.getKeyId())))
                    .build();
        }
    }

    private static ApiKeyRecord read(Row row) throws SQLException {
        var key = ApiKeyRecord.newBuilder()
                .setKeyId(row.text("key_id"))
                .setUserId(row.text("user_id"))
                .setName(row.text("name"))
                .addAllScopes(row.texts("scopes"))
                .setSecretHash(ByteString.copyFrom(row.bytes("secret_hash")))
                .setCreatedAtMicros(row.micros("created_at"))
                .setRevoked(row.has("revoked_at"));
        var expires = row.microsIfAny("expires_at");
        if (expires != null) key.setExpiresAtMicros(expires);
        var used = row.microsIfAny("last_used_at");
        if (used != null) key.setLastUsedAtMicros(used);
        return key.build();
    }
}
