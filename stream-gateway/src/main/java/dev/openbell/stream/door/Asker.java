package dev.openbell.stream.door;

import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.chassis.limits.RateLimits;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import org.jspecify.annotations.Nullable;

/** Whose requests come over a socket: an address's, until it says who it is. */
final class Asker {
    private static final String AGENT = "WebSocket";

    private final RateLimits limits;
    private final String address;
    private @Nullable AccessToken token;

    Asker(RateLimits limits, String address) {
        this.limits = limits;
        this.address = address;
    }

    /** @throws Refusal RATE_LIMITED, when it is one too many */
    void countRequest() {
        var allowance = token == null ? limits.countAddress(address) : limits.countUser(token.userId());
        allowance.orRefuse();
    }

    void is(AccessToken token) {
        this.token = token;
    }

    /** What travels with the calls that are made for him. */
    BearerToken credentials(String requestId) {
        if (token == null) throw new Refusal(Code.UNAUTHENTICATED, "Send auth first");
        return new BearerToken(token.text(), requestId).from(address, AGENT);
    }
}
