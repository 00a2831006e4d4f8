package dev.openbell.edge.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.openbell.auth.v1.ApiKey;
import dev.openbell.auth.v1.CreateApiKeyResponse;
import dev.openbell.auth.v1.FlowResponse;
import dev.openbell.auth.v1.IssueTokenResponse;
import dev.openbell.auth.v1.ListApiKeysResponse;
import dev.openbell.auth.v1.ListSessionsResponse;
import dev.openbell.auth.v1.SessionResponse;
import dev.openbell.auth.v1.User;
import dev.openbell.chassis.fields.Written;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Identity between JSON and the auth contract. */
final class AuthShapes {
    private static final String TOKEN_TYPE = "Bearer";

    private AuthShapes() {}

    @Serdeable.Deserializable
    record SignUp(
            @Nullable String email,
            @Nullable String password,
            @Nullable String name) {}

    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record VerifyOtp(@Nullable String flowId, @Nullable String otp) {}

    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record ResendOtp(@Nullable String flowId) {}

    @Serdeable.Deserializable
    record SignIn(@Nullable String email, @Nullable String password) {}

    @Serdeable.Deserializable
    record ForgotPassword(@Nullable String email) {}

    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record ResetPassword(
            @Nullable String flowId,
            @Nullable String otp,
            @Nullable String password) {}

    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record ChangePassword(
            @Nullable String password, @Nullable String newPassword) {}

    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record KeyAndSecret(@Nullable String keyId, @Nullable String secret) {}

    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record NewApiKey(
            @Nullable String name,
            @Nullable List<@Nullable String> scopes,
            @Nullable String expiresAt) {}

    /** A flow that waits for a mailed code. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Flow(String flowId, long expiresIn) {}

    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record UserShape(String userId, String email, @Nullable String name, List<String> scopes, String createdAt) {}

    /** Somebody is signed in. The refresh token is not here: it travels in the cookie. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Session(UserShape user, String accessToken, String tokenType, long expiresIn) {}

    /** Where somebody is signed in. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record SessionShape(
            String sessionId,
            String createdAt,
            String lastSeenAt,
            @Nullable String address,
            @Nullable String userAgent,
            boolean current) {}

    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Sessions(
            List<SessionShape> sessions,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String nextCursor) {}

    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record Token(String accessToken, String tokenType, long expiresIn) {}

    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record ApiKeyShape(
            String keyId,
            String name,
            List<String> scopes,
            String createdAt,
            @Nullable String expiresAt,
            @Nullable String lastUsedAt) {}

    /** A key as it is shown once, with its secret. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record CreatedApiKey(
            String keyId,
            String secret,
            String name,
            List<String> scopes,
            String createdAt,
            @Nullable String expiresAt) {}

    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    record ApiKeys(
            List<ApiKeyShape> apiKeys,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String nextCursor) {}

    static Flow flow(FlowResponse flow) {
        return new Flow(flow.getFlowId(), flow.getExpiresInSeconds());
    }

    static Session session(SessionResponse session) {
        return new Session(
                user(session.getUser()), session.getAccessToken(), TOKEN_TYPE, session.getExpiresInSeconds());
    }

    static UserShape user(User user) {
        return new UserShape(
                user.getUserId(),
                user.getEmail(),
                Written.orNull(user.getName()),
                user.getScopesList(),
                Written.time(user.getCreatedAtMicros()));
    }

    static Sessions sessions(ListSessionsResponse list) {
        return new Sessions(
                list.getSessionsList().stream().map(AuthShapes::sessionShape).toList(),
                Written.orNull(list.getNextCursor()));
    }

    private static SessionShape sessionShape(dev.openbell.auth.v1.Session session) {
        return new SessionShape(
                session.getSessionId(),
                Written.time(session.getCreatedAtMicros()),
                Written.time(session.getLastSeenAtMicros()),
                Written.orNull(session.getAddress()),
                Written.orNull(session.getUserAgent()),
                session.getCurrent());
    }

    static Token token(IssueTokenResponse token) {
        return new Token(token.getAccessToken(), TOKEN_TYPE, token.getExpiresInSeconds());
    }

    static CreatedApiKey created(CreateApiKeyResponse created) {
        var key = created.getKey();
        return new CreatedApiKey(
                key.getKeyId(),
                created.getSecret(),
                key.getName(),
                key.getScopesList(),
                Written.time(key.getCreatedAtMicros()),
                key.hasExpiresAtMicros() ? Written.time(key.getExpiresAtMicros()) : null);
    }

    static ApiKeys apiKeys(ListApiKeysResponse list) {
        return new ApiKeys(
                list.getApiKeysList().stream().map(AuthShapes::apiKey).toList(), Written.orNull(list.getNextCursor()));
    }

    private static ApiKeyShape apiKey(ApiKey key) {
        return new ApiKeyShape(
                key.getKeyId(),
                key.getName(),
                key.getScopesList(),
                Written.time(key.getCreatedAtMicros()),
                key.hasExpiresAtMicros() ? Written.time(key.getExpiresAtMicros()) : null,
                key.hasLastUsedAtMicros() ? Written.time(key.getLastUsedAtMicros()) : null);
    }
}
