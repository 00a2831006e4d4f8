package dev.openbell.chassis.limits;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import java.time.Duration;
import java.util.List;

/**
 * What a caller has left after a request was counted.
 *
 * @param limit requests a minute
 * @param resetSeconds when all of it is there again, if nothing more is asked
 * @param retrySeconds when the next request may be made; 0 when this one may
 */
public record Allowance(long limit, long remaining, long resetSeconds, long retrySeconds) {
    /**
     * Lets the request go on.
     *
     * @throws Refusal RATE_LIMITED, with the time to wait, when it was one too many
     */
    public void orRefuse() {
        if (retrySeconds == 0) return;
        var detail = "More than " + limit + " requests in a minute";
        throw new Refusal(Code.RATE_LIMITED, detail, List.of(), Duration.ofSeconds(retrySeconds), null);
    }
}
