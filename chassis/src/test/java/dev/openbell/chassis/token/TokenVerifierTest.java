package dev.openbell.chassis.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A token opens a door, or it does not; nothing that anybody sends makes it an accident. */
class TokenVerifierTest {
    private static final ECKey KEY = key("k1");

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger fetches = new AtomicInteger();
    private final KnownRevocations revocations = new KnownRevocations();
    private final TokenVerifier verifier = new TokenVerifier(
            () -> {
                fetches.incrementAndGet();
                return new JWKSet(KEY.toPublicJWK());
            },
            revocations,
            clock::get);

    @Test
    void aGoodTokenSaysWhoCalls() {
        var token = verifier.verify(good(), AccessToken.VENUE);

        assertThat(token.userId()).isEqualTo("alice");
        assertThat(token.sessionId()).isEqualTo("family");
        assertThat(token.scopes()).containsExactlyInAnyOrder("read", "trade");
        assertThat(token.toString()).doesNotContain(token.text());
    }

    @Test
    void keysAreFetchedOnceForManyTokens() {
        for (int i = 0; i < 100; i++) verifier.verify(good(), AccessToken.VENUE);

        assertThat(fetches).hasValue(1);
    }

    @Test
    void anUnknownKeyDoesNotMakeItAskAgainAndAgain() {
        verifier.verify(good(), AccessToken.VENUE);
        for (int i = 0; i < 100; i++) refuses(signed(key("other"), claims -> claims));

        assertThat(fetches).hasValue(1);
    }

    @Test
    void aGoodTokenNeverWaitsForNewerKeys() {
        var asking = new LinkedBlockingQueue<Thread>();
        var patient = new TokenVerifier(
                () -> {
                    asking.add(Thread.currentThread());
                    return new JWKSet(KEY.toPublicJWK());
                },
                revocations,
                clock::get);
        assertThat(patient.verify(good(), AccessToken.VENUE).userId()).isEqualTo("alice");
        assertThat(asking.poll()).isEqualTo(Thread.currentThread());

        later(Duration.ofMinutes(6));

        assertThat(patient.verify(good(), AccessToken.VENUE).userId()).isEqualTo("alice");
        assertThat(taken(asking)).isNotEqualTo(Thread.currentThread());
    }

    @Test
    void whetherAnUnknownKeyIsNewIsNotKnownUntilSomebodySaysWhichKeysThereAre() {
        var reachable = new AtomicBoolean(true);
        var lonely = new TokenVerifier(
                () -> {
                    if (!reachable.get()) throw Refusal.unavailable("auth-service does not answer");
                    return new JWKSet(KEY.toPublicJWK());
                },
                revocations,
                clock::get);
        var unknown = signed(key("new"), claims -> claims);
        lonely.verify(good(), AccessToken.VENUE);
        refuses(lonely, Code.UNAUTHENTICATED, unknown);

        reachable.set(false);
        later(Duration.ofSeconds(6));

        refuses(lonely, Code.UNAVAILABLE, unknown);
        refuses(lonely, Code.UNAVAILABLE, unknown);
        lonely.verify(good(), AccessToken.VENUE);

        reachable.set(true);
        later(Duration.ofSeconds(1));

        refuses(lonely, Code.UNAUTHENTICATED, unknown);
    }

    /** A fetch that fails takes two seconds to do so, and the pause after it is shorter than that. */
    @Test
    void whileNobodySaysWhichKeysThereAreMadeUpOnesWaitOnce() {
        var attempts = new AtomicInteger();
        var lonely = new TokenVerifier(
                () -> {
                    attempts.incrementAndGet();
                    later(Duration.ofSeconds(2));
                    throw Refusal.unavailable("auth-service does not answer");
                },
                revocations,
                clock::get);

        for (int i = 0; i < 100; i++) refuses(lonely, Code.UNAVAILABLE, good());

        assertThat(attempts).hasValue(1);
    }

    @Test
    void whileNobodySaysWhichKeysThereAreOneWaitsAtATime() throws InterruptedException {
        var reachable = new AtomicBoolean(true);
        var waits = new CountDownLatch(1);
        var givesUp = new Semaphore(0);
        var lonely = new TokenVerifier(
                () -> {
                    if (reachable.getAndSet(false)) throw Refusal.unavailable("auth-service does not answer");
                    waits.countDown();
                    givesUp.acquireUninterruptibly();
                    throw Refusal.unavailable("auth-service does not answer");
                },
                revocations,
                clock::get);
        refuses(lonely, Code.UNAVAILABLE, good());
        later(Duration.ofSeconds(1));
        var patient = Thread.startVirtualThread(() -> refuses(lonely, Code.UNAVAILABLE, good()));
        waits.await();

        refuses(lonely, Code.UNAVAILABLE, good());

        assertThat(patient.isAlive()).isTrue();
        givesUp.release();
        patient.join();
    }

    @Test
    void everyClaimCounts() {
        refuses(signed(KEY, claims -> claims.issuer("somebody")));
        refuses(signed(KEY, claims -> claims.audience("somewhere")));
        refuses(signed(KEY, claims -> claims.audience(AccessToken.USERS)));
        refuses(signed(KEY, claims -> claims.expirationTime(null)));
        refuses(signed(
                KEY, claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(1)))));
        refuses(signed(
                KEY, claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(60)))));
        refuses(signed(KEY, claims -> claims.subject(null)));
        refuses(signed(KEY, claims -> claims.claim(AccessToken.SESSION_CLAIM, null)));
        refuses(signed(KEY, claims -> claims.claim(AccessToken.SCOPE_CLAIM, 7)));
    }

    @Test
    void otherAlgorithmsAndTypesAreNotKnown() throws JOSEException {
        var claims = claims().build();
        refuses(new PlainJWT(claims).serialize());
        var hmac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID("k1")
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                claims);
        hmac.sign(new MACSigner(KEY.toPublicJWK().toECPublicKey().getEncoded()));
        refuses(hmac.serialize());
        var untyped = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), claims);
        untyped.sign(new ECDSASigner(KEY));
        refuses(untyped.serialize());
        refuses(signed(key("k1"), any -> any));
    }

    @Test
    void anExpiredTokenIsNotRememberedAsGood() {
        var soonOver = signed(
                KEY, claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(3600))));
        refuses(soonOver);
        refuses(soonOver);
    }

    @Test
    void aTokenThatIsKnownToBeGoodEndsWithItsSession() {
        var token = good();
        verifier.verify(token, AccessToken.VENUE);

        revocations.add(Revocation.newBuilder().setSessionId("family").build());

        assertThatThrownBy(() -> verifier.verify(token, AccessToken.VENUE))
                .hasMessage("UNAUTHENTICATED: The session has ended; sign in again");
    }

    @Test
    void whatAUserGetsAMicrosecondAfterTheEndCountsAgain() {
        var end = 1_750_000_000_123_456L;
        var user = Revocation.newBuilder().setUserId("alice").setRevokedAtMicros(end);
        revocations.add(user.build());

        refuses(good());
        refuses(issuedAt(end));
        verifier.verify(issuedAt(end + 1), AccessToken.VENUE);
    }

    @Property(tries = 300)
    void anyChangedByteIsRefused(
            @ForAll @IntRange(max = 10_000) int at, @ForAll @IntRange(min = 1, max = 127) int flip) {
        var bytes = good().toCharArray();
        int where = at % bytes.length;
        bytes[where] ^= (char) flip;
        refuses(new String(bytes));
    }

    @Test
    void aTokenHasOneSpelling() {
        var token = Stream.generate(TokenVerifierTest::good)
                .filter(text -> signature(text).matches("[^-_]*[-_].*"))
                .findFirst()
                .orElseThrow();
        verifier.verify(token, AccessToken.VENUE);

        refuses(token.substring(0, token.length() - signature(token).length())
                + signature(token).replace('-', '+').replace('_', '/'));
        char last = token.charAt(token.length() - 1);
        refuses(token.substring(0, token.length() - 1) + (char) (last + 1));
        refuses(token + "=");
        refuses(" " + token);
        refuses(token + "\n");
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    @Property(tries = 300)
    void anyTextIsRefused(@ForAll String text) {
        refuses(text);
    }

    private void refuses(String token) {
        refuses(verifier, Code.UNAUTHENTICATED, token);
    }

    private static void refuses(TokenVerifier verifier, Code code, String token) {
        assertThatThrownBy(() -> verifier.verify(token, AccessToken.VENUE))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private void later(Duration step) {
        clock.addAndGet(step.toNanos());
    }

    private static Thread taken(BlockingQueue<Thread> asking) {
        try {
            return Objects.requireNonNull(asking.poll(20, TimeUnit.SECONDS), "Nobody asked for newer keys");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String good() {
        return signed(KEY, claims -> claims);
    }

    private static String issuedAt(long micros) {
        return signed(KEY, claims -> claims.claim(AccessToken.ISSUED_CLAIM, micros));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(AccessToken.ISSUER)
                .audience(AccessToken.VENUE)
                .subject("alice")
                .expirationTime(Date.from(Instant.now().plusSeconds(900)))
                .claim(AccessToken.SESSION_CLAIM, "family")
                .claim(AccessToken.SCOPE_CLAIM, "read trade");
    }

    private static String signed(ECKey key, UnaryOperator<JWTClaimsSet.Builder> change) {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType(AccessToken.TYPE))
                .build();
        var jwt = new SignedJWT(header, change.apply(claims()).build());
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
