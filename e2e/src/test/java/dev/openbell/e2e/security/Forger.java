package dev.openbell.e2e.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.openbell.bench.client.Rest;
import dev.openbell.standalone.Venue;
import java.io.IOException;
import java.nio.file.Files;
import java.text.ParseException;

/** Makes tokens that look like a customer's own. */
final class Forger {
    private final SignedJWT genuine;
    private final Venue venue;
    private final ECKey own;

    Forger(Venue venue, String genuineToken) throws ParseException, JOSEException {
        this.venue = venue;
        genuine = SignedJWT.parse(genuineToken);
        own = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    }

    /** The forger's own key. */
    ECKey own() {
        return own;
    }

    /** The venue's public key, as anybody may fetch it. */
    ECKey published() throws ParseException {
        var jwks = new Rest(venue.addresses().edge())
                .get("/.well-known/jwks.json")
                .expect(200)
                .toString();
        return sameAs(JWKSet.parse(jwks));
    }

    /** The venue's private key: not a forger's, but with it a test can ask for every claim by itself. */
    ECKey stolen() throws IOException, ParseException {
        var file = venue.setup().data().resolve("secrets").resolve("signing-keys.json");
        return sameAs(JWKSet.parse(Files.readString(file)));
    }

    /** The key that signed the genuine token; the venue may have begun to use another. */
    private ECKey sameAs(JWKSet keys) {
        return keys.getKeyByKeyId(genuine.getHeader().getKeyID()).toECKey();
    }

    /** The header of the genuine token, to be changed. */
    JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(genuine.getHeader().getKeyID());
    }

    /** The claims of the genuine token, to be changed. */
    JWTClaimsSet.Builder claims() throws ParseException {
        return new JWTClaimsSet.Builder(genuine.getJWTClaimsSet());
    }

    String signed(JWSHeader.Builder header, ECKey key) throws JOSEException, ParseException {
        return signed(header, claims(), new ECDSASigner(key));
    }

    static String signed(JWSHeader.Builder header, JWTClaimsSet.Builder claims, JWSSigner signer) throws JOSEException {
        var token = new SignedJWT(header.build(), claims.build());
        token.sign(signer);
        return token.serialize();
    }
}
