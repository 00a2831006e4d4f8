package dev.openbell.chassis.token;

import com.nimbusds.jose.jwk.JWKSet;
import dev.openbell.auth.v1.AuthServiceGrpc;
import dev.openbell.auth.v1.GetJwksRequest;
import dev.openbell.chassis.refusal.Refusal;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.grpc.annotation.GrpcChannel;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Duration;

/** The keys as auth-service publishes them. */
@Singleton
@Requires(property = "grpc.channels.auth.target")
final class JwksOfAuthService implements Jwks {
    private final AuthServiceGrpc.AuthServiceBlockingStub auth;
    private final Duration patience;

    JwksOfAuthService(
            @GrpcChannel("auth") ManagedChannel channel, @Value("${openbell.deadlines.keys}") Duration patience) {
        this.auth = AuthServiceGrpc.newBlockingStub(channel);
        this.patience = patience;
    }

    @Override
    public JWKSet fetch() {
        try {
            return JWKSet.parse(auth.withWaitForReady()
                    .withDeadlineAfter(patience)
                    .getJwks(GetJwksRequest.getDefaultInstance())
                    .getJwksJson());
        } catch (StatusRuntimeException e) {
            throw Refusal.unavailable("auth-service does not answer");
        } catch (ParseException e) {
            throw new IllegalStateException("auth-service published keys that cannot be read", e);
        }
    }
}
