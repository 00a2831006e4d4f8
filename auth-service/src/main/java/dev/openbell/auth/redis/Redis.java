package dev.openbell.auth.redis;

import dev.openbell.chassis.redis.RedisLine;
import dev.openbell.chassis.refusal.Refusal;
import io.lettuce.core.api.async.RedisAsyncCommands;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Redis, for those who cannot go on without its answer. */
@Singleton
public final class Redis {
    private static final Logger log = LoggerFactory.getLogger(Redis.class);

    private final RedisLine line;

    public Redis(RedisLine line) {
        this.line = line;
    }

    /**
     * Asks, and waits for the answer a short while.
     *
     * @throws Refusal UNAVAILABLE when there is none
     */
    public <T> T ask(Function<RedisAsyncCommands<String, String>, CompletionStage<T>> question) {
        try {
            return line.ask(question).toCompletableFuture().join();
        } catch (CompletionException e) {
            log.warn("Redis does not answer: {}", String.valueOf(e.getCause()));
            throw Refusal.unavailable("Redis does not answer");
        }
    }
}
