package dev.openbell.chassis.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one line to Redis of a service. It is made when it can be, and mends itself; while it is down nothing queues up behind it. */
@Singleton
@Requires(property = "openbell.redis-url")
public final class RedisLine {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1), TO_CLOSE = Duration.ofSeconds(1);

    private final ClientResources threads = ClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .reconnectDelay(Delay.constant(BETWEEN_TRIES))
            .build();
    private final RedisClient client;
    private final Thread dialling = Thread.ofVirtual().name("redis").unstarted(this::dial);
    private volatile @Nullable StatefulRedisConnection<String, String> line;

    /** @param patience how long an answer is waited for */
    public RedisLine(
            @Value("${openbell.redis-url}") String url, @Value("${openbell.deadlines.redis}") Duration patience) {
        client = RedisClient.create(threads, url);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(patience).build())
                .timeoutOptions(TimeoutOptions.enabled(patience))
                .build());
        dialling.start();
    }

    /** Asks. Without a line, or an answer in time, it fails with a {@link RedisException}. */
    public <T> CompletionStage<T> ask(Function<RedisAsyncCommands<String, String>, CompletionStage<T>> question) {
        var open = line;
        if (open == null) return CompletableFuture.failedFuture(new RedisException("There is no line to Redis yet"));
        try {
            return question.apply(open.async());
        } catch (RedisException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The first time by hand; after that the client mends the line. */
    private void dial() {
        while (line == null) {
            try {
                line = client.connect();
            } catch (RedisException e) {
                if (!pause()) return;
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN_TRIES);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @PreDestroy
    public void close() {
        dialling.interrupt();
        client.shutdown(Duration.ZERO, TO_CLOSE);
        var _ = threads.shutdown(0, TO_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
