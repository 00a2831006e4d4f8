package dev.openbell.auth.redis;

import dev.openbell.chassis.health.Probe;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;

/** Ready only while Redis answers: without it nobody can sign up. */
@Singleton
@Readiness
final class RedisHealth extends Probe {
    RedisHealth(Redis redis) {
        super("redis", () -> redis.ask(BaseRedisAsyncCommands::ping), "Redis does not answer");
    }
}
