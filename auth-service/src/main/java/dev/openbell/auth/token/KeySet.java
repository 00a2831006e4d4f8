package dev.openbell.auth.token;

import static java.util.Comparator.comparing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.openbell.chassis.start.UnusableSetting;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the venue and their times. A key is published as soon as it is here, signs from its {@code nbf} until that
 * of the next one, and goes on being published until its {@code exp}.
 *
 * <pre>
 *   old    ══ signs ══════════════════╪── its tokens live on ──┤ exp
 *   new            ├── is published ──╪══ signs ═════════════════════ …
 *              rotation              nbf
 * </pre>
 *
 * In a set without times the first key signs, and all are published for ever.
 */
record KeySet(List<ECKey> keys) {
    /**
     * How long a new key is published before it signs. A door that was shown an unknown key asks for the keys again
     * after five seconds; the edge keeps them for five, and caches on the way for five more; the rest is for clocks that
     * differ. So by then every door that meets the key has it, or gets it by asking.
     */
    static final Duration PUBLISHED_BEFORE_IT_SIGNS = Duration.ofSeconds(20);

    /** How much longer than its last token a key is published; for clocks that differ, too. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final String SETTING = KeyFile.SETTING;

    /** By their x: the private keys of RFC 7515 and RFC 7517, which are copied where an example is wanted. */
    private static final Set<String> PRINTED =
            Set.of("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4");

    /**
     * The set as it stands in a file or a setting.
     *
     * @throws UnusableSetting when tokens cannot be signed with what stands there
     */
    static KeySet parse(String json) {
        if (json.isBlank()) {
            throw new UnusableSetting(
                    SETTING + " is not set; it must hold a JSON Web Key Set with a P-256 key, or file:PATH");
        }
        JWKSet set;
        try {
            set = JWKSet.parse(json);
        } catch (ParseException e) {
            throw new UnusableSetting(SETTING + " is no JSON Web Key Set");
        }
        if (set.isEmpty()) throw new UnusableSetting(SETTING + " holds no key");
        var keys = new ArrayList<ECKey>();
        var ids = new HashSet<String>();
        for (var key : set.getKeys()) {
            var id = key.getKeyID();
            if (id == null || !ids.add(id))
                throw new UnusableSetting(SETTING + " needs a kid of its own for every key");
            if (!(key instanceof ECKey ec) || !Curve.P_256.equals(ec.getCurve()) || !ec.isPrivate()) {
                throw new UnusableSetting(SETTING + ": the key " + id + " is no private P-256 key");
            }
            if (PRINTED.contains(ec.getX().toString())) {
                throw new UnusableSetting(SETTING + ": the key " + id + " is a sample that everybody knows");
            }
            keys.add(ec);
        }
        return new KeySet(List.copyOf(keys));
    }

    /** A set for a venue that begins. */
    static KeySet first(Instant now) {
        return new KeySet(List.of(newKey(now, now)));
    }

    /** The key that signs; while the time of none has come, the one whose time comes first. */
    ECKey signing(Instant now) {
        var living = living(now);
        return living.stream()
                .filter(key -> !begins(key).isAfter(now))
                .sorted(comparing(KeySet::begins).reversed()) // keeps the order of those that begin together
                .findFirst()
                .or(() -> living.stream().min(comparing(KeySet::begins)))
                .orElseThrow(() -> new UnusableSetting(SETTING + " holds no key whose time is not over"));
    }

    /** What may be seen of the keys whose tokens may live. */
    JWKSet published(Instant now) {
        return new JWKSet(List.<JWK>copyOf(living(now))).toPublicJWKSet();
    }

    /**
     * The set with a key that takes over, and without those that are over. Whichever has no end yet ends when its last
     * token has.
     *
     * @param tokensLive how long a token counts at most
     */
    KeySet rotated(Instant now, Duration tokensLive) {
        var takesOver = now.plus(PUBLISHED_BEFORE_IT_SIGNS);
        var lastTokensEnd = takesOver.plus(tokensLive).plus(MARGIN);
        var stepDown = living(now).stream().map(key -> ends(key) == null ? ending(key, lastTokensEnd) : key);
        return new KeySet(
                Stream.concat(Stream.of(newKey(now, takesOver)), stepDown).toList());
    }

    /** With the private halves. */
    String json() {
        return new JWKSet(List.<JWK>copyOf(keys)).toString(false);
    }

    static Instant begins(ECKey key) {
        var begins = key.getNotBeforeTime();
        return begins == null ? Instant.MIN : begins.toInstant();
    }

    static @Nullable Instant ends(ECKey key) {
        var ends = key.getExpirationTime();
        return ends == null ? null : ends.toInstant();
    }

    List<ECKey> living(Instant now) {
        return keys.stream().filter(key -> !isOver(key, now)).toList();
    }

    private static boolean isOver(ECKey key, Instant now) {
        var ends = ends(key);
        return ends != null && !ends.isAfter(now);
    }

    private static ECKey newKey(Instant now, Instant begins) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .issueTime(date(now))
                    .notBeforeTime(date(begins))
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java runtime has no P-256", e);
        }
    }

    private static ECKey ending(ECKey key, Instant end) {
        return new ECKey.Builder(key).expirationTime(date(end)).build();
    }

    /** In whole seconds, as they are written. */
    private static Date date(Instant time) {
        return Date.from(time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Never the keys: this may reach a log. */
    @Override
    public String toString() {
        return "KeySet" + keys.stream().map(JWK::getKeyID).toList();
    }
}
