package dev.openbell.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.chassis.token.Jwks;
import dev.openbell.chassis.token.Revocations;
import dev.openbell.trading.v1.AccountServiceGrpc;
import dev.openbell.trading.v1.DepositRequest;
import dev.openbell.trading.v1.DepositResponse;
import dev.openbell.trading.v1.GetBalancesRequest;
import dev.openbell.trading.v1.GetBalancesResponse;
import dev.openbell.trading.v1.GetSummaryRequest;
import dev.openbell.trading.v1.OpenAccountRequest;
import dev.openbell.trading.v1.OpenAccountResponse;
import io.grpc.CallCredentials;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.grpc.server.GrpcEmbeddedServer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.MDC;

/** A real gRPC server with the chassis in front of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoormanTest {
    private static final String SECRET = "what the services of this venue share with each other";

    private final ECKey key = newKey();
    private ApplicationContext service;
    private ManagedChannel channel;

    @SuppressWarnings("NullAway.Init")
    DoormanTest() {}

    @BeforeAll
    void opens() {
        service = service(Map.of());
        channel = line(service);
    }

    private ApplicationContext service(Map<String, Object> settings) {
        var service = ApplicationContext.builder(settings)
                .properties(Map.of("grpc.server.port", 0, "spec", "doorman", "micronaut.application.name", "door"))
                .properties(Map.of(
                        "openbell.service-secret",
                        SECRET,
                        "openbell.rate-limit.anonymous",
                        settings.getOrDefault("anonymous", 1_000),
                        "openbell.rate-limit.user",
                        settings.getOrDefault("user", 1_000),
                        "openbell.redis-url",
                        "redis://127.0.0.1:1"))
                .singletons((Jwks) () -> new JWKSet(key.toPublicJWK()), (Revocations) token -> false)
                .start();
        service.getBean(GrpcEmbeddedServer.class).start();
        return service;
    }

    private static ManagedChannel line(ApplicationContext service) {
        var server = service.getBean(GrpcEmbeddedServer.class);
        return ManagedChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
    }

    @AfterAll
    void closes() {
        channel.shutdownNow();
        service.close();
    }

    @Test
    void whoShowsNoTokenStaysOutside() {
        refused(Code.UNAUTHENTICATED, () -> as(null).getBalances(GetBalancesRequest.getDefaultInstance()));
    }

    @Test
    void theCallerAndTheRequestAreKnownInside() {
        var reply = as(new BearerToken(token(AccessToken.VENUE, "read"), "request-7"))
                .getBalances(GetBalancesRequest.getDefaultInstance());

        assertThat(reply.getBalances(0).getAsset()).isEqualTo("alice request-7 request-7");
    }

    @Test
    void aServiceSaysForWhomItCalls() {
        assertThat(originSeenBy(withPass(SECRET))).isEqualTo("203.0.113.9 Firefox");
    }

    @Test
    void anybodyElseIsHimselfWhereTheCallComesFrom() {
        assertThat(originSeenBy(channel)).startsWith("127.0.0.1 grpc-java-netty/");
        assertThat(originSeenBy(withPass("a secret that somebody has made up by himself")))
                .startsWith("127.0.0.1 grpc-java-netty/");
    }

    private String originSeenBy(Channel line) {
        var caller = new BearerToken(token(AccessToken.VENUE, "read"), "r").from("203.0.113.9", "Firefox");
        var reply = AccountServiceGrpc.newBlockingStub(line)
                .withCallCredentials(caller)
                .getBalances(GetBalancesRequest.getDefaultInstance());
        return reply.getBalances(1).getAsset();
    }

    /** A line of somebody who shows a pass that was written with this secret. */
    private Channel withPass(String secret) {
        return withPass(channel, secret);
    }

    private static Channel withPass(Channel line, String secret) {
        return ClientInterceptors.intercept(line, new PassBearer(new ServicePass(secret, Clock.systemUTC())));
    }

    @Test
    void whoAsksTooMuchIsToldWhenToComeBack() {
        try (var strict = service(Map.of("anonymous", 2, "user", 3))) {
            var line = line(strict);
            try {
                var alice = new BearerToken(token(AccessToken.VENUE, "read"), "r");
                for (int i = 0; i < 3; i++) asksBalances(line, alice);
                assertThatThrownBy(() -> asksBalances(line, alice))
                        .isInstanceOfSatisfying(StatusRuntimeException.class, DoormanTest::isRateLimited);

                var guess = new BearerToken("no.token.this", "r").from("203.0.113.9", "Firefox");
                for (int i = 0; i < 2; i++) refused(Code.UNAUTHENTICATED, () -> asksBalances(line, guess));
                refused(Code.RATE_LIMITED, () -> asksBalances(line, guess));
                var forger = withPass(line, "a secret that somebody has made up by himself");
                refused(Code.RATE_LIMITED, () -> asksBalances(forger, guess));
                assertThat(HealthGrpc.newBlockingStub(line)
                                .check(HealthCheckRequest.getDefaultInstance())
                                .isInitialized())
                        .isTrue();

                var service = withPass(line, SECRET);
                for (int i = 0; i < 10; i++) asksBalances(service, alice);
            } finally {
                line.shutdownNow();
            }
        }
    }

    private static void isRateLimited(StatusRuntimeException failure) {
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        var refusal = GrpcErrors.refusal(failure);
        assertThat(refusal.code()).isEqualTo(Code.RATE_LIMITED);
        assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
    }

    private static void asksBalances(Channel line, CallCredentials caller) {
        var _ = AccountServiceGrpc.newBlockingStub(line)
                .withCallCredentials(caller)
                .getBalances(GetBalancesRequest.getDefaultInstance());
    }

    @Test
    void aTokenWithoutTheScopeIsNotEnough() {
        refused(
                Code.FORBIDDEN,
                () -> as(new BearerToken(token(AccessToken.VENUE, "read"), "r"))
                        .deposit(DepositRequest.getDefaultInstance()));
    }

    @Test
    void aUsersTokenDoesNotOpenWhatIsForServices() {
        refused(
                Code.FORBIDDEN,
                () -> as(new BearerToken(token(AccessToken.VENUE, "read"), "r"))
                        .openAccount(OpenAccountRequest.getDefaultInstance()));
        refused(
                Code.UNAUTHENTICATED,
                () -> as(new BearerToken("no.token.this", "r")).openAccount(OpenAccountRequest.getDefaultInstance()));
        as(new BearerToken(token(AccessToken.USERS, ""), "r")).openAccount(OpenAccountRequest.getDefaultInstance());
    }

    @Test
    void whatNobodyAllowedIsClosed() {
        refused(
                Code.METHOD_NOT_ALLOWED,
                () -> as(new BearerToken(token(AccessToken.VENUE, "read trade admin"), "r"))
                        .getSummary(GetSummaryRequest.getDefaultInstance()));
    }

    @Test
    void aRefusalTravelsWhole() {
        assertThatThrownBy(() -> as(new BearerToken(token(AccessToken.VENUE, "trade"), "r"))
                        .deposit(DepositRequest.newBuilder().setAsset("GOLD").build()))
                .isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
                    var refusal = GrpcErrors.refusal(failure);
                    assertThat(refusal.code()).isEqualTo(Code.VALIDATION);
                    assertThat(refusal.errors()).containsExactly(new Refusal.FieldError("asset", "is not GOLD"));
                });
    }

    @Test
    void anAccidentTellsNothingOfItself() {
        assertThatThrownBy(() -> as(new BearerToken(token(AccessToken.VENUE, "trade"), "r"))
                        .deposit(DepositRequest.newBuilder().setAsset("boom").build()))
                .isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
                    assertThat(GrpcErrors.refusal(failure).code()).isEqualTo(Code.INTERNAL);
                    assertThat(failure.getMessage()).doesNotContain("secret");
                });
    }

    private AccountServiceGrpc.AccountServiceBlockingStub as(@Nullable CallCredentials caller) {
        var stub = AccountServiceGrpc.newBlockingStub(channel);
        return caller == null ? stub : stub.withCallCredentials(caller);
    }

    private static void refused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure ->
                                assertThat(GrpcErrors.refusal(failure).code()).isEqualTo(code));
    }

    private String token(String audience, String scope) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID(key.getKeyID())
                    .type(new JOSEObjectType(AccessToken.TYPE))
                    .build();
            var jwt = new SignedJWT(
                    header,
                    new JWTClaimsSet.Builder()
                            .issuer(AccessToken.ISSUER)
                            .audience(audience)
                            .subject("alice")
                            .claim(AccessToken.SESSION_CLAIM, "family")
                            .claim(AccessToken.SCOPE_CLAIM, scope)
                            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                            .build());
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Factory
    @Requires(property = "spec", value = "doorman")
    static final class Rules {
        @Singleton
        AccessRules rules() {
            return new AccessRules()
                    .allow(AccountServiceGrpc.getGetBalancesMethod(), Access.READ)
                    .allow(AccountServiceGrpc.getDepositMethod(), Access.TRADE)
                    .allow(AccountServiceGrpc.getOpenAccountMethod(), Access.SERVICE);
        }
    }

    @Singleton
    @Requires(property = "spec", value = "doorman")
    static final class Door extends AccountServiceGrpc.AccountServiceImplBase {
        @Override
        public void getBalances(GetBalancesRequest request, StreamObserver<GetBalancesResponse> caller) {
            var reply = GetBalancesResponse.newBuilder();
            reply.addBalancesBuilder()
                    .setAsset(Caller.token().userId() + " " + Caller.requestId() + " " + MDC.get("request_id"));
            var origin = Caller.origin();
            reply.addBalancesBuilder().setAsset(origin.address() + " " + origin.userAgent());
            caller.onNext(reply.build());
            caller.onCompleted();
        }

        @Override
        public void deposit(DepositRequest request, StreamObserver<DepositResponse> caller) {
            if (request.getAsset().equals("GOLD")) throw Refusal.invalid("asset", "is not GOLD");
            throw new IllegalStateException("a secret of the house");
        }

        @Override
        public void openAccount(OpenAccountRequest request, StreamObserver<OpenAccountResponse> caller) {
            caller.onNext(OpenAccountResponse.getDefaultInstance());
            caller.onCompleted();
        }
    }
}
