package dev.openbell.chassis.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.redis.RedisLine;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** Two doors of one venue, and a real Redis that comes and goes. */
class RateLimitsTest {
    private static final int USER = 2_000;

    private final int redisPort = freePort();
    private RedisServer redis = newRedis();
    private final ApplicationContext edge = door();
    private final ApplicationContext matcher = door();

    @AfterEach
    void closes() throws IOException {
        edge.close();
        matcher.close();
        redis.stop();
    }

    @Test
    void anAddressMayAskALittleAndAUserMore() {
        var limits = edge.getBean(RateLimits.class);

        assertThat(limits.countAddress("203.0.113.7")).isEqualTo(new Allowance(2, 1, 30, 0));
        limits.countAddress("203.0.113.7").orRefuse();
        assertThatThrownBy(() -> limits.countAddress("203.0.113.7").orRefuse())
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(Code.RATE_LIMITED);
                    assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
                });
        limits.countAddress("203.0.113.8").orRefuse();
        assertThat(limits.countUser("alice").limit()).isEqualTo(USER);
    }

    @Test
    void whoHasAnIpv6LineIsOneCallerWithAllItsAddresses() {
        var limits = edge.getBean(RateLimits.class);
        limits.countAddress("2001:db8:1:2::1").orRefuse();
        limits.countAddress("2001:db8:1:2:ffff::9").orRefuse();

        assertThat(limits.countAddress("2001:db8:1:2:abcd::").retrySeconds()).isPositive();
        limits.countAddress("2001:db8:1:3::1").orRefuse();
        limits.countAddress("fe80::1%eth0").orRefuse();
    }

    @Test
    void whatWasAskedAtOneDoorCountsAtTheOther() throws IOException {
        redis.start();
        becomesShared("alice");

        becomesShared("bob");
    }

    @Test
    void whoAskedBeforeThereWasALineIsToldOfLikeAnybody() throws IOException {
        var limits = edge.getBean(RateLimits.class);
        limits.countUser("early bird").orRefuse();
        redis.start();
        becomesShared("bob");

        limits.countUser("early bird").orRefuse();

        becomesKnown("early bird");
    }

    private void becomesKnown(String user) {
        var line = edge.getBean(RedisLine.class);
        var patience = Instant.now().plusSeconds(60);
        while (line.ask(redis -> redis.exists("limits:user " + user))
                        .toCompletableFuture()
                        .join()
                == 0) {
            assertThat(Instant.now()).as("The others never hear of " + user).isBefore(patience);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Test
    void withoutRedisEachDoorCountsForItselfAndWithItTheyAgreeAgain() throws IOException {
        usesUp("alice", edge);
        assertThat(usesUp("alice", matcher)).isEqualTo(USER);

        redis.start();
        becomesShared("bob");
        redis.stop();
        usesUp("carol", edge);
        assertThat(usesUp("carol", matcher)).isEqualTo(USER);

        redis = newRedis();
        redis.start();
        becomesShared("dave");
    }

    /** All of it is used up at the edge; at the matcher, which knew nothing of that, so little comes through that it must have heard. */
    private void becomesShared(String user) {
        var patience = Instant.now().plusSeconds(60);
        for (int attempt = 0; Instant.now().isBefore(patience); attempt++) {
            var name = user + attempt;
            usesUp(name, edge);
            for (int asked = 0; asked < USER / 10; asked++) {
                if (matcher.getBean(RateLimits.class).countUser(name).retrySeconds() > 0) return;
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        }
        throw new AssertionError("The doors do not agree");
    }

    /** How many requests come through until one is refused. */
    private static int usesUp(String user, ApplicationContext door) {
        var limits = door.getBean(RateLimits.class);
        for (int asked = 0; ; asked++) if (limits.countUser(user).retrySeconds() > 0) return asked;
    }

    private ApplicationContext door() {
        return ApplicationContext.run(Map.of(
                "micronaut.application.name",
                "door",
                "openbell.rate-limit.anonymous",
                2,
                "openbell.rate-limit.user",
                USER,
                "openbell.redis-url",
                "redis://127.0.0.1:" + redisPort));
    }

    private RedisServer newRedis() {
        try {
            return RedisServer.newRedisServer()
                    .port(redisPort)
                    .setting("save \"\"")
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
