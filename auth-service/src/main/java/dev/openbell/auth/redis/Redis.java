package dev.openbell.auth.redis;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.refusal.Refusal;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection to Redis. While it is down nothing queues up behind it: what needs it is refused at once. */
@Singleton
public final class Redis {
    private static final Logger log = LoggerFactory.getLogger(Redis.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RedisClient client;
    private final Waiting waiting;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;

    @Inject
    public Redis(RedisClient client, Waiting waiting) {
        this(client, waiting, PATIENCE);
    }

    Redis(RedisClient client, Waiting waiting, Duration patience) {
        this.client = client;
        this.waiting = waiting;
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(patience).build())
                .timeoutOptions(TimeoutOptions.enabled(patience))
                .build());
    }

    /**
     * Asks, and waits for the answer a short while.
     *
     * @throws Refusal UNAVAILABLE when there is none
     */
    public <T> T ask(Function<RedisCommands<String, String>, T> question) {
        var open = connection;
        if (open == null) throw Refusal.unavailable("Redis cannot be reached yet");
        try {
            return question.apply(open.sync());
        } catch (RedisException e) {
            log.warn("Redis does not answer: {}", e.toString());
            throw Refusal.unavailable("Redis does not answer");
        }
    }

    @EventListener
    void start(StartupEvent event) {
        waiting.begin("Redis", "starting");
        Thread.startVirtualThread(this::connect);
    }

    /** The first time it is waited for; after that the connection mends itself. */
    public void connect() {
        try {
            waiting.until("Redis", () -> connection = client.connect());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void close() {
        var open = connection;
        if (open != null) open.close();
    }
}
