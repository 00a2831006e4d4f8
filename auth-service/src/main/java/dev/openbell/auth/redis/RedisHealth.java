package dev.openbell.auth.redis;

import dev.openbell.chassis.refusal.Refusal;
import io.lettuce.core.api.sync.BaseRedisCommands;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;

/** Ready only while Redis answers: without it nobody can sign up. */
@Singleton
@Readiness
final class RedisHealth extends AbstractHealthIndicator<Map<String, String>> {
    private final Redis redis;

    RedisHealth(Redis redis) {
        this.redis = redis;
    }

    @Override
    protected String getName() {
        return "redis";
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        try {
            var answer = redis.ask(BaseRedisCommands::ping);
            healthStatus = HealthStatus.UP;
            return Map.of("answer", answer);
        } catch (Refusal refusal) {
            healthStatus = HealthStatus.DOWN;
            return Map.of("error", refusal.detail());
        }
    }
}
