package dev.openbell.edge.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.token.AccessToken;
import io.github.bucket4j.Bucket;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How much one caller may ask in a minute: an address without a token a little, a user plenty. Counted by each edge for
 * itself.
 */
@Singleton
final class RateLimits {
    private static final String ATTRIBUTE = "openbell.allowance";
    private static final int MOST_CALLERS = 100_000;

    private final long anonymous;
    private final long user;

    /** A bucket that nobody has touched for two minutes is full again, so forgetting it changes nothing. */
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(Duration.ofMinutes(2))
            .build();

    RateLimits(
            @Value("${openbell.rate-limit.anonymous}") long anonymous,
            @Value("${openbell.rate-limit.user}") long user) {
        this.anonymous = anonymous;
        this.user = user;
    }

    /** What a caller has left, to be told in the answer. */
    record Allowance(long limit, long remaining, long resetSeconds) {}

    void countAddress(HttpRequest<?> request, String address) {
        count(request, "address " + address, anonymous);
    }

    void countUser(HttpRequest<?> request, AccessToken token) {
        count(request, "user " + token.userId(), user);
    }

    static Optional<Allowance> allowance(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Allowance.class);
    }

    private void count(HttpRequest<?> request, String caller, long perMinute) {
        var bucket = buckets.get(caller, newcomer -> full(perMinute));
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        long reset = secondsRoundedUp(probe.getNanosToWaitForReset());
        request.setAttribute(ATTRIBUTE, new Allowance(perMinute, probe.getRemainingTokens(), reset));
        if (probe.isConsumed()) return;
        var retryAfter = Duration.ofSeconds(secondsRoundedUp(probe.getNanosToWaitForRefill()));
        var detail = "More than " + perMinute + " requests in a minute";
        throw new Refusal(Code.RATE_LIMITED, detail, List.of(), retryAfter, null);
    }

    private static Bucket full(long perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }

    private static long secondsRoundedUp(long nanos) {
        return Math.ceilDiv(nanos, 1_000_000_000L);
    }
}
