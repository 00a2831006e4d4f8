package dev.openbell.auth.redis;

import dev.openbell.chassis.health.Waiting;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.embedded.RedisServer;

/** A Redis of the test's own, on a free port. */
public final class RealRedis implements BeforeAllCallback, AfterAllCallback {
    private final RedisServer server;
    private final RedisClient client;
    private final Redis redis;

    public RealRedis() {
        try {
            int port = freePort();
            server =
                    RedisServer.newRedisServer().port(port).setting("save \"\"").build();
            client = RedisClient.create("redis://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        redis = new Redis(client, new Waiting());
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

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
