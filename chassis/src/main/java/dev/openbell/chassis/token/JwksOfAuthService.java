package dev.openbell.chassis.token;

import com.nimbusds.jose.jwk.JWKSet;
import dev.openbell.auth.v1.AuthServiceGrpc;
import dev.openbell.auth.v1.GetJwksRequest;
import dev.openbell.chassis.refusal.Refusal;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.micronaut.context.annotation.Requires;
import io.micronaut.grpc.annotation.GrpcChannel;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.concurrent.TimeUnit;

/** The keys as auth-service publishes them. */
@Singleton
@Requires(property = "grpc.channels.auth.target")
final class JwksOfAuthService implements Jwks {
    private final AuthServiceGrpc.AuthServiceBlockingStub auth;

    JwksOfAuthService(@GrpcChannel("auth") ManagedChannel channel) {
        auth = AuthServiceGrpc.newBlockingStub(channel);
    }

    @Override
    public JWKSet fetch() {
        try {
            return JWKSet.parse(auth.withWaitForReady()
                    .withDeadlineAfter(2, TimeUnit.SECONDS)
                    .getJwks(GetJwksRequest.getDefaultInstance())
                    .getJwksJson());
        } catch (StatusRuntimeException e) {
            throw Refusal.unavailable("auth-service does not answer");
        } catch (ParseException e) {
            throw new IllegalStateException("auth-service published keys that cannot be read", e);
        }
    }
}
