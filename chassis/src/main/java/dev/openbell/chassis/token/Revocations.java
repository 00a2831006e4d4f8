package dev.openbell.chassis.token;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;

/** What no longer counts of what was signed: sessions that have ended, keys that were revoked, users who were suspended. */
@FunctionalInterface
public interface Revocations {
    /**
     * Whether the token's session or key was revoked, or its user after it was issued. Asked with every call, so it is answered from memory.
     *
     * @throws Refusal UNAVAILABLE while nobody knows yet
     */
    boolean reach(AccessToken token);

    /** What they are told whom it concerns. */
    static Refusal ended() {
        return new Refusal(Code.UNAUTHENTICATED, "The session has ended; sign in again");
    }
}
