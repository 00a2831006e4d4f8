package dev.openbell.chassis.grpc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.openbell.chassis.start.Secrets;
import dev.openbell.chassis.start.UnusableSetting;
import io.grpc.Metadata;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By what services of the venue know each other: a pass that only who shares {@code OPENBELL_SERVICE_SECRET} can write, and that counts
 * for a few minutes. Whoever carries it is believed when it says for whom it calls, and has counted that caller already.
 *
 * <p>It speaks for no user and opens no door: what a call may do is decided by the token beside it.
 */
@Context
@Requires(property = "openbell.service-secret")
final class ServicePass {
    static final Metadata.Key<String> HEADER = Metadata.Key.of("x-service-pass", Metadata.ASCII_STRING_MARSHALLER);

    private static final Logger log = LoggerFactory.getLogger(ServicePass.class);
    private static final String SETTING = "OPENBELL_SERVICE_SECRET";
    private static final int SHORTEST = 32;

    /** Longer than clocks of one venue are apart. */
    private static final Duration LIVES = Duration.ofMinutes(5);

    private static final Duration RENEWED_AFTER = Duration.ofMinutes(1);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    /** No token of a user's looks like this, and no pass like such a token. */
    private static final JWSHeader KIND = new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(new JOSEObjectType("openbell-pass"))
            .build();

    private record Written(String text, Instant until) {}

    private final byte[] secret;
    private final Clock clock;

    /** A service writes one a minute, so those that are good are few. */
    private final Cache<String, Instant> good =
            Caffeine.newBuilder().maximumSize(1_000).build();

    private volatile Written own = new Written("", Instant.MIN);
    private volatile Instant warnedAt = Instant.MIN;

    /** @param embedded on one's own machine a service may be started without the secret: nobody believes it, and it believes nobody */
    @Inject
    ServicePass(
            @Value("${openbell.service-secret:}") String secret,
            @Value("${openbell.embedded:false}") boolean embedded) {
        this(secret.isEmpty() && embedded ? random() : secret, Clock.systemUTC());
        if (!embedded) Secrets.check(SETTING, secret);
    }

    ServicePass(String secret, Clock clock) {
        if (secret.isEmpty()) {
            throw new UnusableSetting(SETTING + " is not set; services know each other by it, and all have the same");
        }
        if (secret.length() < SHORTEST) {
            throw new UnusableSetting(SETTING + " is too short; it must have " + SHORTEST + " characters at least");
        }
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    /** The pass of this service. */
    String text() {
        var pass = own;
        var now = clock.instant();
        if (pass.until.isBefore(now.plus(LIVES).minus(RENEWED_AFTER))) {
            pass = write(now.plus(LIVES));
            own = pass;
        }
        return pass.text;
    }

    /** Whether this is a pass, and counts. */
    boolean isGood(@Nullable String text) {
        if (text == null) return false;
        var until = good.getIfPresent(text);
        if (until == null) {
            until = read(text);
            if (until != null) good.put(text, until);
        }
        if (until != null && until.isAfter(clock.instant())) return true;
        warn();
        return false;
    }

    private Written write(Instant until) {
        var claims = new JWTClaimsSet.Builder().expirationTime(Date.from(until)).build();
        var pass = new SignedJWT(KIND, claims);
        try {
            pass.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java runtime has no HMAC-SHA-256", e);
        }
        return new Written(pass.serialize(), until);
    }

    /** Until when it counts; null when nobody who has the secret wrote it. */
    private @Nullable Instant read(String text) {
        try {
            var pass = SignedJWT.parse(text);
            if (!pass.getHeader().toJSONObject().equals(KIND.toJSONObject())) return null;
            if (!pass.verify(new MACVerifier(secret))) return null;
            var until = pass.getJWTClaimsSet().getExpirationTime();
            return until == null ? null : until.toInstant();
        } catch (ParseException | JOSEException e) {
            return null;
        }
    }

    /** Not at every call: anybody can bring something that is none. */
    private void warn() {
        var now = clock.instant();
        if (warnedAt.plus(BETWEEN_WARNINGS).isAfter(now)) return;
        warnedAt = now;
        log.warn(
                "A call came with a pass that does not count: do all services have the same {}, and the same time?",
                SETTING);
    }

    private static String random() {
        var bytes = new byte[SHORTEST];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
