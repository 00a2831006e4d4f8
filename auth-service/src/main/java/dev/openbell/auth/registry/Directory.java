package dev.openbell.auth.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.openbell.auth.token.TokenIssuer;
import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.users.v1.ApiKeyRecord;
import dev.openbell.users.v1.FindByEmailRequest;
import dev.openbell.users.v1.GetApiKeyRequest;
import dev.openbell.users.v1.GetRefreshFamilyRequest;
import dev.openbell.users.v1.GetUserRequest;
import dev.openbell.users.v1.ListApiKeysRequest;
import dev.openbell.users.v1.ListApiKeysResponse;
import dev.openbell.users.v1.ListRefreshFamiliesRequest;
import dev.openbell.users.v1.ListRefreshFamiliesResponse;
import dev.openbell.users.v1.RefreshFamily;
import dev.openbell.users.v1.UserRecord;
import dev.openbell.users.v1.UserServiceGrpc;
import dev.openbell.users.v1.UserServiceGrpc.UserServiceBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micronaut.grpc.annotation.GrpcChannel;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks things up in the register. This service asks in its own name: nobody else may see password hashes. */
@Singleton
public final class Directory {
    private static final Logger log = LoggerFactory.getLogger(Directory.class);
    /** Long enough for a register that has just come back, or answers its first question. */
    private static final int PATIENCE_SECONDS = 3;

    private static final int MOST_PROFILES = 10_000;

    private final UserServiceBlockingStub users;
    private final TokenIssuer tokens;
    private final Cache<String, UserRecord> profiles =
            Caffeine.newBuilder().maximumSize(MOST_PROFILES).build();

    Directory(@GrpcChannel("history") ManagedChannel history, TokenIssuer tokens) {
        this.users = UserServiceGrpc.newBlockingStub(history);
        this.tokens = tokens;
    }

    public Optional<UserRecord> userWithEmail(String email) {
        var request = FindByEmailRequest.newBuilder().setEmail(email).build();
        return find(users -> users.findByEmail(request));
    }

    public Optional<UserRecord> user(String id) {
        var request = GetUserRequest.newBuilder().setUserId(id).build();
        return find(users -> users.getUser(request));
    }

    /** What never changes of somebody: e-mail, name, and since when. Whether they are suspended, and their password, is not in it. */
    public Optional<UserRecord> profile(String id) {
        return Optional.ofNullable(profiles.get(
                id, unknown -> user(unknown).map(Directory::profile).orElse(null)));
    }

    private static UserRecord profile(UserRecord user) {
        return UserRecord.newBuilder()
                .setUserId(user.getUserId())
                .setEmail(user.getEmail())
                .setName(user.getName())
                .setCreatedAtMicros(user.getCreatedAtMicros())
                .build();
    }

    /** With its user. */
    public Optional<RefreshFamily> refreshFamily(String id) {
        var request = GetRefreshFamilyRequest.newBuilder().setFamilyId(id).build();
        return find(users -> users.getRefreshFamily(request));
    }

    /** Those that live. */
    public ListRefreshFamiliesResponse refreshFamiliesOf(String userId, int limit, String cursor) {
        var request = ListRefreshFamiliesRequest.newBuilder()
                .setUserId(userId)
                .setLimit(limit)
                .setCursor(cursor)
                .build();
        return ask(users -> users.listRefreshFamilies(request));
    }

    public Optional<ApiKeyRecord> apiKey(String id) {
        var request = GetApiKeyRequest.newBuilder().setKeyId(id).build();
        return find(users -> users.getApiKey(request));
    }

    /** Those that are not revoked. */
    public ListApiKeysResponse apiKeysOf(String userId, int limit, String cursor) {
        var request = ListApiKeysRequest.newBuilder()
                .setUserId(userId)
                .setLimit(limit)
                .setCursor(cursor)
                .build();
        return ask(users -> users.listApiKeys(request));
    }

    private <T> Optional<T> find(Function<UserServiceBlockingStub, T> question) {
        try {
            return Optional.of(ask(question));
        } catch (Refusal refusal) {
            if (refusal.code() == Code.NOT_FOUND) return Optional.empty();
            throw refusal;
        }
    }

    /** What is wrong with a question is told as it was said; whatever else goes wrong is no answer. */
    private <T> T ask(Function<UserServiceBlockingStub, T> question) {
        try {
            return question.apply(users.withWaitForReady()
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .withCallCredentials(new BearerToken(tokens.forService(), Caller.requestId())));
        } catch (StatusRuntimeException e) {
            var code = e.getStatus().getCode();
            if (code == Status.Code.NOT_FOUND || code == Status.Code.INVALID_ARGUMENT) throw GrpcErrors.refusal(e);
            log.warn("The register of users does not answer: {}", e.getMessage());
            throw Refusal.unavailable("The register of users does not answer");
        }
    }
}
