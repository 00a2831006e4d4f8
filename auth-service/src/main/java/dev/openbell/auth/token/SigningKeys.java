package dev.openbell.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.openbell.chassis.token.Jwks;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the venue. The first signs; the public halves of all are published, so that a key which has stepped down
 * still vouches for the tokens that it signed.
 *
 * <p>They are read at start, from {@code OPENBELL_SIGNING_KEYS}: a JSON Web Key Set, or {@code file:} and the path of
 * one.
 */
@Context
public final class SigningKeys implements Jwks {
    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
    private static final String SETTING = "OPENBELL_SIGNING_KEYS";
    private static final String FILE = "file:";

    private final ECKey first;
    private final JWKSet published;

    /**
     * Reads them.
     *
     * @param embedded on one's own machine a file that is missing is made; elsewhere its absence is a mistake
     */
    public SigningKeys(
            @Value("${openbell.signing-keys:}") String setting, @Value("${openbell.embedded:false}") boolean embedded) {
        var keys =
                parse(setting.startsWith(FILE) ? read(Path.of(setting.substring(FILE.length())), embedded) : setting);
        first = keys.getKeys().getFirst().toECKey();
        published = keys.toPublicJWKSet();
    }

    ECKey first() {
        return first;
    }

    @Override
    public JWKSet fetch() {
        return published;
    }

    private static String read(Path file, boolean embedded) {
        try {
            if (embedded && Files.notExists(file)) {
                OwnerOnlyFile.write(file, newSet());
                log.info("Made the venue's signing keys: {}", file);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UnusableKeys(SETTING + " names the file " + file + ", which cannot be used: " + e);
        }
    }

    private static String newSet() {
        try {
            var key = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
            return new JWKSet(key).toString(false);
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java runtime has no P-256", e);
        }
    }

    private static JWKSet parse(String json) {
        if (json.isBlank()) {
            throw new UnusableKeys(
                    SETTING + " is not set; it must hold a JSON Web Key Set with a P-256 key, or file:PATH");
        }
        JWKSet keys;
        try {
            keys = JWKSet.parse(json);
        } catch (ParseException e) {
            throw new UnusableKeys(SETTING + " is no JSON Web Key Set");
        }
        if (keys.isEmpty()) throw new UnusableKeys(SETTING + " holds no key");
        var ids = new HashSet<String>();
        for (var key : keys.getKeys()) {
            var id = key.getKeyID();
            if (id == null || !ids.add(id)) throw new UnusableKeys(SETTING + " needs a kid of its own for every key");
            if (!(key instanceof ECKey ec) || !Curve.P_256.equals(ec.getCurve()) || !ec.isPrivate()) {
                throw new UnusableKeys(SETTING + ": the key " + id + " is no private P-256 key");
            }
        }
        return keys;
    }
}
