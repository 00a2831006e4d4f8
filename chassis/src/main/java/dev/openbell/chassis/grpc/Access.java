package dev.openbell.chassis.grpc;

import dev.openbell.chassis.token.AccessToken;

/** What a call wants of its caller. */
public enum Access {
    /** Anybody. */
    PUBLIC(AccessToken.VENUE, ""),
    /** Anybody who is signed in, by session or by key. */
    SIGNED_IN(AccessToken.VENUE, ""),
    READ(AccessToken.VENUE, "read"),
    TRADE(AccessToken.VENUE, "trade"),
    ADMIN(AccessToken.VENUE, "admin"),
    /** A person's own session; a key's token does not do. */
    OWN_SESSION(AccessToken.VENUE, ""),
    /** Another service of the venue, for password hashes and the like. */
    SERVICE(AccessToken.USERS, "");

    final String audience;
    final String scope;

    Access(String audience, String scope) {
        this.audience = audience;
        this.scope = scope;
    }
}
