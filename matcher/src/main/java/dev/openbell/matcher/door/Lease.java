package dev.openbell.matcher.door;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.chassis.token.Revocations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** For how long a session goes on: as long as the token that it began with, or was last renewed with. */
final class Lease {
    private static final Duration WARNED_BEFORE = Duration.ofSeconds(60);

    private final Revocations revocations;
    private AccessToken token;
    private boolean warned;

    Lease(AccessToken token, Revocations revocations) {
        this.token = token;
        this.revocations = revocations;
    }

    synchronized Instant end() {
        return token.expiresAt();
    }

    /** @throws Refusal FORBIDDEN when the session could not have begun with this token: everything stays as it was */
    synchronized void renew(AccessToken next) {
        if (!next.userId().equals(token.userId())) {
            throw new Refusal(Code.FORBIDDEN, "This is another user's token");
        }
        if (!next.may("trade")) throw new Refusal(Code.FORBIDDEN, "The token lacks the scope trade");
        token = next;
        warned = false;
    }

    /** Why the session is over, if it is. */
    synchronized Optional<Refusal> over(Instant now) {
        if (revocations.reach(token)) return Optional.of(Revocations.ended());
        if (token.expiresAt().isAfter(now)) return Optional.empty();
        return Optional.of(new Refusal(Code.UNAUTHENTICATED, "The token of this session has expired"));
    }

    /** Whether it is time to warn of the end; once for each token. */
    synchronized boolean isToWarn(Instant now) {
        if (warned || now.isBefore(end().minus(WARNED_BEFORE))) return false;
        warned = true;
        return true;
    }
}
