package dev.openbell.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.openbell.chassis.kafka.TopicPlan;
import dev.openbell.chassis.start.UnusableSetting;
import dev.openbell.chassis.time.Micros;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.users.v1.ApiKeyRecord;
import dev.openbell.users.v1.UserRecord;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Signs access tokens: for people, for bots, and for this service itself. */
@Singleton
public final class TokenIssuer {
    private static final String SERVICE = "auth-service";
    private static final Duration SERVICE_TOKEN_LIVES = Duration.ofSeconds(60);
    private static final Duration RENEWED_BEFORE_ITS_END = Duration.ofSeconds(20);

    /** A signed token and how long it counts. */
    public record Issued(String text, List<String> scopes, Instant expiresAt) {
        public long secondsLeft() {
            return Math.max(0, Instant.now().until(expiresAt, ChronoUnit.SECONDS));
        }

        @Override
        public String toString() {
            return "Issued[" + scopes + " until " + expiresAt + "]";
        }
    }

    /** A key that is ready to sign. */
    private record Pen(ECKey key, JWSHeader header, JWSSigner signer) {
        static Pen of(ECKey key) {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType(AccessToken.TYPE))
                    .keyID(key.getKeyID())
                    .build();
            try {
                return new Pen(key, header, new ECDSASigner(key));
            } catch (JOSEException e) {
                throw new UnusableSetting("The signing key " + key.getKeyID() + " cannot sign: " + e.getMessage());
            }
        }
    }

    private final SigningKeys keys;
    private final Duration lives;
    private final Set<String> adminEmails;
    private volatile Pen pen;
    private volatile Issued serviceToken = new Issued("", List.of(), Instant.EPOCH);

    public TokenIssuer(
            SigningKeys keys,
            @Value("${openbell.access-token-ttl:15m}") Duration lives,
            @Value("${openbell.admin-emails:}") String adminEmails) {
        this.keys = keys;
        this.lives = lives(lives);
        pen = Pen.of(keys.signing());
        this.adminEmails = Arrays.stream(
                        adminEmails.strip().toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1))
                .filter(email -> !email.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Duration lives(Duration wanted) {
        if (wanted.isPositive() && wanted.compareTo(TopicPlan.REVOCATIONS_KEPT) <= 0) return wanted;
        throw new UnusableSetting(
                "ACCESS_TOKEN_TTL is %ds; it must be above zero and at most %ds, the time for which revocations are kept"
                        .formatted(wanted.toSeconds(), TopicPlan.REVOCATIONS_KEPT.toSeconds()));
    }

    /** For a person's session. Their e-mail is verified, so it may say who is an operator. */
    public Issued forSession(UserRecord user, String family) {
        var scopes = new ArrayList<>(List.of("read", "trade"));
        if (adminEmails.contains(user.getEmail())) scopes.add("admin");
        return sign(AccessToken.VENUE, user.getUserId(), family, scopes, false, end(lives));
    }

    /** For a bot: it may what its key may, and no longer than the key lives. One of the venue's own is told apart from all others. */
    public Issued forKey(ApiKeyRecord key, UserRecord owner) {
        var scopes = new ArrayList<>(key.getScopesList());
        if (owner.getServiceAccount()) scopes.add(AccessToken.OF_THE_VENUE);
        var end = end(lives);
        if (key.hasExpiresAtMicros()) {
            var keyEnds = Micros.instant(key.getExpiresAtMicros());
            if (keyEnds.isBefore(end)) end = keyEnds;
        }
        return sign(AccessToken.VENUE, key.getUserId(), key.getKeyId(), scopes, true, end);
    }

    /** For this service's own look-ups. It is good for nothing at the venue's public doors. */
    public String forService() {
        var token = serviceToken;
        if (token.expiresAt.isBefore(end(RENEWED_BEFORE_ITS_END))) {
            token = sign(AccessToken.USERS, SERVICE, SERVICE, List.of(), false, end(SERVICE_TOKEN_LIVES));
            serviceToken = token;
        }
        return token.text;
    }

    private Issued sign(
            String audience, String subject, String session, List<String> scopes, boolean viaKey, Instant end) {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(AccessToken.ISSUER)
                .audience(audience)
                .subject(subject)
                .claim(AccessToken.SESSION_CLAIM, session)
                .claim(AccessToken.SCOPE_CLAIM, String.join(" ", scopes))
                .issueTime(Date.from(now))
                .claim(AccessToken.ISSUED_CLAIM, Micros.of(now))
                .expirationTime(Date.from(end));
        if (viaKey) claims.claim(AccessToken.VIA_KEY_CLAIM, true);
        var current = currentPen();
        var token = new SignedJWT(current.header, claims.build());
        try {
            token.sign(current.signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("A token could not be signed", e);
        }
        return new Issued(token.serialize(), List.copyOf(scopes), end);
    }

    private Pen currentPen() {
        var key = keys.signing();
        var current = pen;
        if (!current.key.equals(key)) {
            current = Pen.of(key);
            pen = current;
        }
        return current;
    }

    private static Instant end(Duration lives) {
        return Instant.now().plus(lives);
    }
}
