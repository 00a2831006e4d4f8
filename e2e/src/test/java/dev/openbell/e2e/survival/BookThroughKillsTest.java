package dev.openbell.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Service;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateway and matcher are killed while people trade: the book that a client rebuilds from its frames is the matcher's, each time. */
class BookThroughKillsTest {
    private static final int KILLS = Boolean.getBoolean("openbell.long") ? 20 : 2;
    private static final int ORDERS_BETWEEN = 30;
    private static final int MOST_OPEN = 60;
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path data;

    private final Random random = new Random(7);
    private final Deque<Placed> open = new ArrayDeque<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile @Nullable RuntimeException lastTrouble;

    @Test
    void aRebuiltBookIsTheMatchers() throws Exception {
        var setup = RunningVenue.quiet(data)
                .withServices(
                        Service.DB_PROCESSOR,
                        Service.AUTH_SERVICE,
                        Service.MATCHER,
                        Service.STREAM_GATEWAY,
                        Service.EDGE_API,
                        Service.OTP_MAILER);
        try (var venue = Venue.start(setup);
                var watcher = new BookWatcher(venue.addresses().webSocket(), Dealer.INSTRUMENT)) {
            var dealers = List.of(Dealer.arrives(venue, "one"), Dealer.arrives(venue, "another"));
            for (int kill = 0; kill < KILLS; kill++) {
                var part = kill % 2 == 0 ? "stream-gateway" : "matcher";
                whileTheyTrade(dealers, () -> {
                    comesToPass(ORDERS_BETWEEN);
                    venue.kill(part);
                    comesToPass(ORDERS_BETWEEN);
                    venue.awaitReady(part, SOON);
                });
                Eventually.holds(
                        SOON,
                        () -> assertThat(watcher.book())
                                .isEqualTo(matchersBook(dealers.getFirst().rest())));
            }
            assertThat(watcher.snapshots()).isGreaterThan(KILLS / 2);
            System.out.printf(
                    "Through %d kills the longest gap was %d ms%n",
                    KILLS, watcher.longestGap().toMillis());
        }
    }

    private interface Meanwhile {
        void run() throws Exception;
    }

    private void whileTheyTrade(List<Dealer> dealers, Meanwhile meanwhile) throws Exception {
        var trading = Thread.ofPlatform().name("trading").start(() -> {
            while (!Thread.currentThread().isInterrupted()) trade(dealers);
        });
        try {
            meanwhile.run();
        } finally {
            trading.interrupt();
            trading.join();
        }
    }

    /** An order of one of the two, and the oldest one is taken back when they grow many. What is not answered now may be the next time. */
    private void trade(List<Dealer> dealers) {
        try {
            var dealer = dealers.get(random.nextInt(dealers.size()));
            var words = "0.1 @ %d.%02d".formatted(95 + random.nextInt(10), random.nextInt(100));
            open.addLast(new Placed(dealer, random.nextBoolean() ? dealer.buys(words) : dealer.sells(words)));
            if (open.size() > MOST_OPEN) open.removeFirst().isTakenBack();
            answered.incrementAndGet();
        } catch (IllegalStateException | UncheckedIOException e) {
            lastTrouble = e;
        }
    }

    private record Placed(Dealer dealer, String order) {
        void isTakenBack() {
            dealer.rest().delete("/api/v1/orders/" + order);
        }
    }

    private void comesToPass(int orders) {
        int enough = answered.get() + orders;
        Eventually.holds(
                SOON,
                () -> assertThat(answered.get())
                        .as("orders answered, after %s", lastTrouble)
                        .isGreaterThan(enough));
    }

    /** As it is shown to who is signed in: with everything that has been answered. */
    private static BookWatcher.Shown matchersBook(Rest rest) {
        var book = rest.get("/api/v1/book/" + Dealer.INSTRUMENT + "?levels=100").expect(200);
        return new BookWatcher.Shown(levels(book.get("bids")), levels(book.get("asks")));
    }

    private static List<String> levels(JsonNode side) {
        return StreamSupport.stream(side.spliterator(), false)
                .map(level -> level.get("price").asText() + "="
                        + level.get("quantity").asText())
                .toList();
    }
}
