package dev.openbell.chassis.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.time.Micros;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies access tokens: signature, algorithm, type, issuer, audience, times, and that they were not revoked. Every service has its own;
 * nobody trusts a header.
 *
 * <p>Only ES256 is known, and only keys that {@link Jwks} gives: whatever a token's header points at is never fetched. A token that was
 * verified before costs a look-up.
 */
@Singleton
@Requires(beans = Jwks.class)
public final class TokenVerifier {
    private static final Logger log = LoggerFactory.getLogger(TokenVerifier.class);
    private static final Duration KEYS_LIVE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5), AFTER_A_FAILURE = Duration.ofMillis(300);
    private static final int LONGEST_TOKEN = 4096;

    private record Verified(AccessToken token, String audience) {}

    private final Jwks jwks;
    private final Revocations revocations;
    private final LongSupplier nanos;
    private final Cache<String, Verified> verified;
    /** Held by whoever asks for the keys; one asks at a time. */
    private final Semaphore asking = new Semaphore(1);

    private volatile JWKSet keys = new JWKSet();
    /** When it was last known whether there are other keys, or that nobody says. */
    private volatile long askedAt;

    private volatile boolean silent;

    @Inject
    public TokenVerifier(Jwks jwks, Revocations revocations) {
        this(jwks, revocations, System::nanoTime);
    }

    TokenVerifier(Jwks jwks, Revocations revocations, LongSupplier nanos) {
        this.jwks = jwks;
        this.revocations = revocations;
        this.nanos = nanos;
        verified = Caffeine.newBuilder()
                .maximumSize(20_000)
                .expireAfterWrite(KEYS_LIVE)
                .ticker(nanos::getAsLong)
                .build();
        askedAt = nanos.getAsLong() - KEYS_LIVE.toNanos();
    }

    /**
     * Who this token speaks for.
     *
     * @throws Refusal UNAUTHENTICATED when it does not, UNAVAILABLE while no keys can be had, or nobody knows what was revoked
     */
    public AccessToken verify(String text, String audience) {
        var known = verified.getIfPresent(text);
        if (known == null) {
            if (text.length() > LONGEST_TOKEN) throw invalid();
            known = read(text);
            verified.put(text, known);
        }
        if (!known.audience.equals(audience)) throw invalid();
        if (!known.token.expiresAt().isAfter(Instant.now())) throw expired();
        if (revocations.reach(known.token)) throw Revocations.ended();
        return known.token;
    }

    private Verified read(String text) {
        try {
            var jwt = SignedJWT.parse(text);
            var header = jwt.getHeader();
            if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())) throw invalid();
            if (!new JOSEObjectType(AccessToken.TYPE).equals(header.getType())) throw invalid();
            if (header.getCriticalParams() != null
                    && !header.getCriticalParams().isEmpty()) throw invalid();
            var key = key(header.getKeyID());
            if (key == null || !jwt.verify(new ECDSAVerifier(key))) throw invalid();
            if (!text.equals(onlySpelling(jwt))) throw invalid();
            return claims(text, jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** Decoders forgive blanks, the other alphabet, and bits that say nothing; what was signed and the signature have one spelling here. */
    private static String onlySpelling(SignedJWT jwt) {
        var signed = new String(jwt.getSigningInput(), StandardCharsets.US_ASCII);
        return signed + "." + Base64URL.encode(jwt.getSignature().decode());
    }

    private static Verified claims(String text, JWTClaimsSet claims) throws ParseException {
        if (!AccessToken.ISSUER.equals(claims.getIssuer())) throw invalid();
        var audience = claims.getAudience();
        var expires = claims.getExpirationTime();
        var session = claims.getStringClaim(AccessToken.SESSION_CLAIM);
        var scope = claims.getStringClaim(AccessToken.SCOPE_CLAIM);
        if (audience == null || audience.size() != 1 || expires == null) throw invalid();
        if (claims.getSubject() == null || session == null || scope == null) throw invalid();
        var notBefore = claims.getNotBeforeTime();
        if (notBefore != null && notBefore.toInstant().isAfter(Instant.now())) throw invalid();
        var token = new AccessToken(
                text,
                claims.getSubject(),
                session,
                scope.isEmpty() ? Set.of() : Set.of(scope.split(" ")),
                Boolean.TRUE.equals(claims.getBooleanClaim(AccessToken.VIA_KEY_CLAIM)),
                issuedAt(claims),
                expires.toInstant());
        return new Verified(token, audience.getFirst());
    }

    /** A token that does not say when it was issued is older than anything that may have been revoked. */
    private static Instant issuedAt(JWTClaimsSet claims) throws ParseException {
        var micros = claims.getLongClaim(AccessToken.ISSUED_CLAIM);
        return micros == null ? Instant.EPOCH : Micros.instant(micros);
    }

    private @Nullable ECKey key(@Nullable String keyId) {
        if (keyId == null) return null;
        var key = keys.getKeyByKeyId(keyId);
        if (key == null) {
            askUnlessJustAsked();
            key = keys.getKeyByKeyId(keyId);
        } else if (age() > KEYS_LIVE.toNanos() && asking.tryAcquire()) {
            Thread.startVirtualThread(this::renew);
        }
        return key instanceof ECKey ec ? ec : null;
    }

    private long age() {
        return nanos.getAsLong() - askedAt;
    }

    /**
     * A token cannot be judged without its key. Whoever else wants one waits for the same answer, and then not again for a while: tokens
     * with keys that do not exist cannot make anybody wait twice. While nobody answers, one waits at a time, so that they do not fill the
     * door either.
     */
    private void askUnlessJustAsked() {
        if (!silent) asking.acquireUninterruptibly();
        else if (!asking.tryAcquire()) throw notNow();
        try {
            if (age() > (silent ? AFTER_A_FAILURE : BETWEEN_FETCHES).toNanos()) ask();
            // The key may be a new one, so nobody can say that it is wrong.
            else if (silent) throw notNow();
        } finally {
            asking.release();
        }
    }

    /** The keys at hand do, so nobody waits for newer ones. */
    private void renew() {
        try {
            if (age() > KEYS_LIVE.toNanos()) ask();
        } catch (RuntimeException e) {
            log.warn("The keys of tokens could not be renewed; the known ones still count", e);
        } finally {
            asking.release();
        }
    }

    /** To be told that nobody answers may take a while, and only then does the pause begin. */
    private void ask() {
        boolean answered = false;
        try {
            keys = jwks.fetch();
            answered = true;
        } finally {
            silent = !answered;
            askedAt = nanos.getAsLong();
        }
    }

    private static Refusal notNow() {
        return Refusal.unavailable("Tokens cannot be verified now");
    }

    private static Refusal invalid() {
        return new Refusal(Code.UNAUTHENTICATED, "The access token is not valid");
    }

    private static Refusal expired() {
        return new Refusal(Code.UNAUTHENTICATED, "The access token has expired");
    }
}
