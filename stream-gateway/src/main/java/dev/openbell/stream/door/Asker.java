package dev.openbell.stream.door;

import dev.openbell.chassis.limits.RateLimits;
import dev.openbell.chassis.token.AccessToken;
import org.jspecify.annotations.Nullable;

/** Whose requests come over a socket: an address's, until it says who it is. */
final class Asker {
    private final RateLimits limits;
    private final String address;
    private @Nullable String user;

    Asker(RateLimits limits, String address) {
        this.limits = limits;
        this.address = address;
    }

    /** @throws dev.openbell.chassis.refusal.Refusal RATE_LIMITED, when it is one too many */
    void countRequest() {
        var allowance = user == null ? limits.countAddress(address) : limits.countUser(user);
        allowance.orRefuse();
    }

    void is(AccessToken token) {
        user = token.userId();
    }
}
