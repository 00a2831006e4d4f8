package dev.openbell.edge;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.openbell.chassis.token.AccessToken;
import java.time.Instant;
import java.util.Date;

/** Signs access tokens as auth-service does. */
final class Tokens {
    private final ECKey key;

    Tokens() {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String jwks() {
        return "{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}";
    }

    String of(String user, String scope) {
        return sign(user, scope, false, Instant.now().plusSeconds(900));
    }

    String ofKey(String user, String scope) {
        return sign(user, scope, true, Instant.now().plusSeconds(900));
    }

    String expired(String user) {
        return sign(user, "read trade", false, Instant.now().minusSeconds(1));
    }

    private String sign(String user, String scope, boolean viaKey, Instant expires) {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType(AccessToken.TYPE))
                .build();
        var claims = new JWTClaimsSet.Builder()
                .issuer(AccessToken.ISSUER)
                .audience(AccessToken.VENUE)
                .subject(user)
                .claim(AccessToken.SESSION_CLAIM, "session-of-" + user)
                .claim(AccessToken.SCOPE_CLAIM, scope)
                .claim(AccessToken.VIA_KEY_CLAIM, viaKey)
                .expirationTime(Date.from(expires))
                .build();
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
