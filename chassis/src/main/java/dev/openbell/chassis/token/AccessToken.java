package dev.openbell.chassis.token;

import java.time.Instant;
import java.util.Set;

/**
 * An access token that has been verified: who calls, and what they may do.
 *
 * @param text the token itself, to be passed on
 * @param userId whose it is; for a service token, the service's name
 * @param sessionId the refresh family or API key that it was issued for
 * @param viaKey issued for an API key rather than a person's session
 */
public record AccessToken(
        String text,
        String userId,
        String sessionId,
        Set<String> scopes,
        boolean viaKey,
        Instant issuedAt,
        Instant expiresAt) {
    /** The audience of tokens that open the venue's public doors. */
    public static final String VENUE = "openbell";

    /** The audience of tokens that open the user service. */
    public static final String USERS = "openbell.users";

    public static final String ISSUER = "openbell";

    /** The token type in the header, so that no other signed thing passes as an access token. */
    public static final String TYPE = "at+jwt";

    /** The scope of the venue's own bots: their orders are flagged as synthetic, and they deposit what they need. No user is given it. */
    public static final String OF_THE_VENUE = "venue";

    /** Claims of our own. */
    public static final String SESSION_CLAIM = "sid";

    public static final String SCOPE_CLAIM = "scope";
    public static final String VIA_KEY_CLAIM = "via_key";

    /** In microseconds: within the second that {@code iat} knows, a session may end and the next begin. */
    public static final String ISSUED_CLAIM = "iat_micros";

    public boolean may(String scope) {
        return scopes.contains(scope);
    }

    /** Never the token's text: this may reach a log. */
    @Override
    public String toString() {
        return "AccessToken[" + userId + " " + scopes + " until " + expiresAt + "]";
    }
}
