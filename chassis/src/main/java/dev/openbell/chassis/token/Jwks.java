package dev.openbell.chassis.token;

import com.nimbusds.jose.jwk.JWKSet;

/** The public keys that tokens are verified with. */
@FunctionalInterface
public interface Jwks {
    /**
     * The keys as they stand now; may ask over the network.
     *
     * @throws dev.openbell.chassis.refusal.Refusal UNAVAILABLE when nobody answers
     */
    JWKSet fetch();
}
