package dev.openbell.history.users;

import com.google.protobuf.ByteString;
import dev.openbell.events.v1.CreateApiKey;
import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import dev.openbell.users.v1.ApiKeyRecord;
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

    /** The newest first, the revoked ones too. */
    static List<ApiKeyRecord> of(Connection connection, String user) throws SQLException {
        try (var sql = Sql.of(connection, "SELECT * FROM api_keys WHERE user_id = ? ORDER BY created_at DESC")) {
            return sql.text(user).all(ApiKeys::read);
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
        return key.build();
    }
}
