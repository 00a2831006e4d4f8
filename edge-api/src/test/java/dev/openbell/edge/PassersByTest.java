package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageLite;
import dev.openbell.chassis.redis.LiveEntry;
import dev.openbell.trading.v1.BookLevel;
import dev.openbell.trading.v1.GetPricesResponse;
import dev.openbell.trading.v1.OrderBook;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** A real Redis, into which the test lays what else the gateway does. */
class PassersByTest {
    private static final String PASSWORD = "sixteen-or-more-letters";
    private static final String BOOK = "/api/v1/book/BTC-USD";

    private static RedisServer redis;
    private static RedisClient client;
    private static StatefulRedisConnection<String, String> line;
    private static TestVenue venue;

    @BeforeAll
    static void begin() throws IOException {
        int port = freePort();
        redis = RedisServer.newRedisServer()
                .port(port)
                .setting("save \"\"")
                .setting("requirepass " + PASSWORD)
                .build();
        redis.start();
        var url = "redis://:" + PASSWORD + "@127.0.0.1:" + port;
        client = RedisClient.create(url);
        line = client.connect();
        venue = new TestVenue(Map.of("openbell.redis-url", url, "openbell.rate-limit.anonymous", 1_000_000));
    }

    @AfterAll
    static void end() throws IOException {
        venue.close();
        client.shutdown();
        redis.stop();
    }

    @AfterEach
    void theWindowIsEmpty() {
        line.sync().flushall();
    }

    @Test
    void aPasserByIsShownTheWindowAndATraderTheMatchersOwnBook() {
        var level = BookLevel.newBuilder()
                .setPriceE8(6_000_000_000_000L)
                .setQuantityE8(1)
                .setOrders(1);
        layOut(
                LiveEntry.book("BTC-USD"),
                OrderBook.newBuilder()
                        .setInstrument("BTC-USD")
                        .setSequence(5)
                        .addBids(level)
                        .addBids(level.setPriceE8(5_000_000_000_000L))
                        .build());

        assertThat(awaitAnonymous(BOOK + "?levels=1", "\"sequence\":5"))
                .contains("\"price\":\"60000\"")
                .doesNotContain("50000");
        assertThat(venue.ask("GET", BOOK).as(venue.trader).send().body()).contains("\"sequence\":7");
        line.sync().flushall();
        assertThat(venue.get(BOOK).body()).contains("\"sequence\":7");
    }

    @Test
    void whatCannotBeReadIsNotShown() {
        line.sync().set(LiveEntry.book("BTC-USD"), "no book");

        assertThat(venue.get(BOOK).body()).contains("\"sequence\":7");
    }

    @Test
    void pricesComeFromTheWindowOrFromTheMatcher() {
        assertThat(venue.get("/api/v1/cfd/prices").body())
                .startsWith(
                        "{\"prices\":[{\"symbol\":\"BTC_USDC\",\"bid\":\"60000\",\"ask\":\"60001\",\"last\":\"60000\","
                                + "\"timestamp\":\"2026-01-01T12:00:00.123456Z\",\"age_ms\":");

        layOut(
                LiveEntry.PRICES,
                GetPricesResponse.newBuilder()
                        .addPrices(FakeMatcher.price("61000"))
                        .build());

        awaitAnonymous("/api/v1/cfd/prices", "\"bid\":\"61000\"");
    }

    /** The answer with this text: the edge dials Redis in its own time, and asks the matcher whenever Redis makes it wait. */
    private static String awaitAnonymous(String path, String text) {
        var deadline = Instant.now().plusSeconds(60);
        while (true) {
            var answer = venue.get(path).body();
            if (answer.contains(text)) return answer;
            if (Instant.now().isAfter(deadline)) throw new AssertionError("never shown: " + text);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static void layOut(String key, MessageLite entry) {
        line.sync().set(key, LiveEntry.write(entry));
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
