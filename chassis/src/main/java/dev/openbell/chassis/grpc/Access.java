package dev.openbell.chassis.grpc;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
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
    private final String scope;

    Access(String audience, String scope) {
        this.audience = audience;
        this.scope = scope;
    }

    /**
     * Looks whether a token that is good may do this.
     *
     * @throws Refusal FORBIDDEN when it may not
     */
    public void authorize(AccessToken token) {
        if (this == OWN_SESSION && token.viaKey()) {
            throw new Refusal(Code.FORBIDDEN, "An API key may not do this; sign in");
        }
        if (!scope.isEmpty() && !token.may(scope)) {
            throw new Refusal(Code.FORBIDDEN, "The token lacks the scope " + scope);
        }
    }
}
