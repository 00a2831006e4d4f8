package dev.openbell.auth.registry;

import dev.openbell.auth.token.TokenIssuer;
import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.users.v1.ApiKeyRecord;
import dev.openbell.users.v1.FindByEmailRequest;
import dev.openbell.users.v1.GetApiKeyRequest;
import dev.openbell.users.v1.GetRefreshFamilyRequest;
import dev.openbell.users.v1.GetUserRequest;
import dev.openbell.users.v1.ListApiKeysRequest;
import dev.openbell.users.v1.ListRefreshFamiliesRequest;
import dev.openbell.users.v1.RefreshFamily;
import dev.openbell.users.v1.UserRecord;
import dev.openbell.users.v1.UserServiceGrpc;
import dev.openbell.users.v1.UserServiceGrpc.UserServiceBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micronaut.grpc.annotation.GrpcChannel;
import jakarta.inject.Singleton;
import java.util.List;
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

    private final UserServiceBlockingStub users;
    private final TokenIssuer tokens;

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

    public Optional<RefreshFamily> refreshFamily(String id) {
        var request = GetRefreshFamilyRequest.newBuilder().setFamilyId(id).build();
        return find(users -> users.getRefreshFamily(request));
    }

    /** Those that live. */
    public List<RefreshFamily> refreshFamiliesOf(String userId) {
        var request = ListRefreshFamiliesRequest.newBuilder().setUserId(userId).build();
        return find(users -> users.listRefreshFamilies(request).getFamiliesList())
                .orElse(List.of());
    }

    public Optional<ApiKeyRecord> apiKey(String id) {
        var request = GetApiKeyRequest.newBuilder().setKeyId(id).build();
        return find(users -> users.getApiKey(request));
    }

    public List<ApiKeyRecord> apiKeysOf(String userId) {
        var request = ListApiKeysRequest.newBuilder().setUserId(userId).build();
        return find(users -> users.listApiKeys(request).getApiKeysList()).orElse(List.of());
    }

    private <T> Optional<T> find(Function<UserServiceBlockingStub, T> question) {
        try {
            return Optional.of(question.apply(users.withWaitForReady()
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .withCallCredentials(new BearerToken(tokens.forService(), Caller.requestId()))));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) return Optional.empty();
            log.warn("The register of users does not answer: {}", e.getMessage());
            throw Refusal.unavailable("The register of users does not answer");
        }
    }
}
