package dev.openbell.auth.redis;

import dev.openbell.chassis.redis.RedisLine;
import dev.openbell.chassis.refusal.Refusal;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.embedded.RedisServer;

/** A Redis of the test's own, on a free port. */
public final class RealRedis implements BeforeAllCallback, AfterAllCallback {
    private static final Duration A_BUSY_MACHINE_IS_NO_BROKEN_ONE = Duration.ofMinutes(1);

    private final int port = freePort();
    private final RedisServer server;
    private final RedisLine line;
    private final Redis redis;

    public RealRedis() {
        try {
            server =
                    RedisServer.newRedisServer().port(port).setting("save \"\"").build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line = new RedisLine("redis://127.0.0.1:" + port, A_BUSY_MACHINE_IS_NO_BROKEN_ONE);
        redis = new Redis(line);
    }

    public Redis redis() {
        return redis;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        server.start();
        var patience = Instant.now().plus(A_BUSY_MACHINE_IS_NO_BROKEN_ONE);
        while (!answers() && Instant.now().isBefore(patience)) Thread.onSpinWait();
    }

    private boolean answers() {
        try {
            return redis.ask(BaseRedisAsyncCommands::ping).equals("PONG");
        } catch (Refusal notYet) {
            return false;
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        stop();
        line.close();
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
