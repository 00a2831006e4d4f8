package dev.openbell.edge.health;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether Redis answers. The connection is made by the first question and mends itself. */
@Singleton
final class RedisPing {
    private final RedisClient client;
    private @Nullable StatefulRedisConnection<String, String> connection;

    RedisPing(@Value("${openbell.redis-url}") String url, @Value("${openbell.deadlines.health}") Duration patience) {
        var redis = RedisURI.create(url);
        redis.setTimeout(patience);
        client = RedisClient.create(redis);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(patience).build())
                .build());
    }

    synchronized boolean answers() {
        if (connection == null) connection = client.connect();
        return connection.sync().ping().equals("PONG");
    }

    @PreDestroy
    void close() {
        client.shutdown();
    }
}
