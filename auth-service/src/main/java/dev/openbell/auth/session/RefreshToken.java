package dev.openbell.auth.session;

import dev.openbell.auth.token.Secret;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;

/**
 * What a browser goes on with when its access token ends: the family it belongs to, and a secret that is good for one
 * time.
 */
public record RefreshToken(String family, Secret secret) {
    private static final char BETWEEN = '.';
    private static final int LONGEST = 128;

    /** The first of a new family: somebody signs in. */
    public static RefreshToken first() {
        return new RefreshToken(Ids.random(), Secret.draw());
    }

    /** The one that takes this one's place. */
    RefreshToken next() {
        return new RefreshToken(family, Secret.draw());
    }

    static RefreshToken parse(String text) {
        int between = text.indexOf(BETWEEN);
        if (text.length() > LONGEST || between < 0 || Ids.parse(text.substring(0, between)) < 0) {
            throw new Refusal(Code.UNAUTHENTICATED, "The refresh token is not valid");
        }
        return new RefreshToken(text.substring(0, between), new Secret(text.substring(between + 1)));
    }

    public String text() {
        return family + BETWEEN + secret.text();
    }
}
