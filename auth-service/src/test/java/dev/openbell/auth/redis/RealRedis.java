package dev.openbell.auth.redis;

import dev.openbell.chassis.health.Waiting;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.embedded.RedisServer;

/** A Redis of the test's own, on a free port. */
public final class RealRedis implements BeforeAllCallback, AfterAllCallback {
    private static final Duration A_BUSY_MACHINE_IS_NO_BROKEN_ONE = Duration.ofMinutes(1);

    private final RedisServer server;
    private final RedisClient client;
    private final Redis redis;

    public RealRedis() {
        int port = freePort();
        try {
            server =
                    RedisServer.newRedisServer().port(port).setting("save \"\"").build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client = RedisClient.create("redis://127.0.0.1:" + port);
        redis = new Redis(client, new Waiting(), A_BUSY_MACHINE_IS_NO_BROKEN_ONE);
    }

    public Redis redis() {
        return redis;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        server.start();
        redis.connect();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        stop();
        client.shutdown();
    }

    void stop() throws IOException {
        server.stop();
    }

    /** Below the range from which systems take the ports of connections and of whoever does not mind, so that none of those gets in between. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var _ = new ServerSocket(port)) {
                return port;
            } catch (IOException e) {
                // Taken: there are others.
            }
        }
    }
}
