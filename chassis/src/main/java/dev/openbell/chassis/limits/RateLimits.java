package dev.openbell.chassis.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.openbell.chassis.network.AccessLine;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;

/** Counts requests: an address without a token may ask a little, a user plenty. */
@Singleton
@Requires(property = "openbell.rate-limit.user")
public final class RateLimits {
    private static final int MOST_CALLERS = 100_000;

    private final long anonymous;
    private final long user;
    private final SharedCount others;

    /** A quota that nobody has touched for so long is full again, so forgetting it changes nothing. */
    private final Cache<String, Quota> quotas = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(Quota.FILLS_WITHIN.multipliedBy(2))
            .build();

    RateLimits(
            @Value("${openbell.rate-limit.anonymous}") long anonymous,
            @Value("${openbell.rate-limit.user}") long user,
            SharedCount others) {
        this.anonymous = anonymous;
        this.user = user;
        this.others = others;
    }

    public Allowance countAddress(String address) {
        return count("address " + AccessLine.of(address), anonymous);
    }

    public Allowance countUser(String userId) {
        return count("user " + userId, user);
    }

    private Allowance count(String caller, long perMinute) {
        var quota = quotas.get(caller, newcomer -> new Quota(newcomer, perMinute));
        var allowance = quota.take();
        if (allowance.retrySeconds() == 0 && quota.owesNews()) others.tell(quota);
        return allowance;
    }
}
