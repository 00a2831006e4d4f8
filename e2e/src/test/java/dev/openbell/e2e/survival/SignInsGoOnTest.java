package dev.openbell.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.Browser;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.Member;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.standalone.Venue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis forgets everything, the register dies: whoever is signed in goes on, and who is gone stays gone. */
class SignInsGoOnTest {
    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void aWipedRedisLogsNobodyOutAndForgetsNoRevocation(@TempDir Path data) throws Exception {
        try (var venue = Venue.start(RunningVenue.small(data))) {
            var stays = Member.joins(venue, "alice");
            var leaves = Member.joins(venue, "bob");
            leaves.desk().signsOut(leaves.desk());

            venue.stop("redis");

            stays.desk().isSignedIn();
            stays.signsInFrom("a phone").isSignedIn();
            leaves.desk().isSignedOut();
            assertThat(signUp(venue)).isEqualTo(503);

            wipe(data.resolve("venue/redis"));
            venue.start("redis");
            venue.awaitReady("redis", SOON);

            Eventually.holds(SOON, () -> assertThat(signUp(venue)).isEqualTo(202));
            stays.desk().isSignedIn();
            leaves.desk().isSignedOut();
            assertThat(leaves.desk().rest().get("/api/v1/auth/me").status()).isEqualTo(401);
        }
    }

    @Test
    void whoSignsInWhileTheRegisterDiesIsToldTheTruth(@TempDir Path data) throws Exception {
        try (var venue = Venue.start(RunningVenue.small(data));
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var over = new AtomicBoolean();
            var visits = new ArrayList<Future<List<Browser>>>();
            for (var name : List.of("carol", "dave", "erin")) {
                visits.add(people.submit(insisting(Member.joins(venue, name), over)));
            }
            for (int kill = 0; kill < 3; kill++) {
                var before = venue.process("db-processor");
                venue.kill("db-processor");
                Eventually.holds(
                        SOON, () -> assertThat(venue.process("db-processor")).isNotEqualTo(before));
                venue.awaitReady("db-processor", SOON);
            }
            over.set(true);

            // Each that was told to be signed in is.
            for (var somebody : visits) {
                assertThat(somebody.get()).isNotEmpty();
                for (var visit : somebody.get()) Eventually.holds(SOON, visit::isSignedIn);
            }
        }
    }

    /** Signs in again and again; nothing else is answered than that it happened, did not happen, or may have. */
    private static Callable<List<Browser>> insisting(Member member, AtomicBoolean over) {
        return () -> {
            var visits = new ArrayList<Browser>();
            while (!over.get() || visits.isEmpty()) {
                var browser = member.opensABrowser("tab " + visits.size());
                var reply = member.triesToSignInFrom(browser);
                assertThat(reply.status()).as(reply.body().toString()).isIn(200, 503, 504);
                if (reply.status() == 200) visits.add(browser);
                Thread.sleep(100);
            }
            return visits;
        };
    }

    private static int signUp(Venue venue) {
        var form = Map.of("email", Customer.freshEmail("newcomer"), "password", "a long enough secret");
        return new Rest(venue.addresses().edge())
                .post("/api/v1/auth/signup", form)
                .status();
    }

    private static void wipe(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
