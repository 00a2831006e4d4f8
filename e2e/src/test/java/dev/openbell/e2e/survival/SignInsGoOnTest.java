package dev.openbell.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.Eventually;
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
            var stays = Visit.begin(venue, "stays");
            var leaves = Visit.begin(venue, "leaves");
            var revoked = leaves.leave();

            venue.stop("redis");

            stays.refreshes();
            stays.signsInOnceMore();
            assertThat(signUp(venue)).isEqualTo(503);
            assertThat(leaves.refresh().status()).isEqualTo(401);

            wipe(data.resolve("venue/redis"));
            venue.start("redis");
            venue.awaitReady("redis", SOON);

            Eventually.holds(SOON, () -> assertThat(signUp(venue)).isEqualTo(202));
            stays.refreshes();
            assertThat(leaves.refresh().status()).isEqualTo(401);
            assertThat(revoked.get("/api/v1/auth/me").status()).isEqualTo(401);
        }
    }

    @Test
    void whoSignsInWhileTheRegisterDiesIsToldTheTruth(@TempDir Path data) throws Exception {
        try (var venue = Venue.start(RunningVenue.small(data));
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var over = new AtomicBoolean();
            var visits = new ArrayList<Future<List<Visit>>>();
            for (int i = 0; i < 3; i++) {
                var person = Visit.begin(venue, "person" + i);
                visits.add(people.submit(insisting(person, over)));
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
                for (var visit : somebody.get()) Eventually.holds(SOON, visit::refreshes);
            }
        }
    }

    /** Signs in again and again; nothing else is answered than that it happened, did not happen, or may have. */
    private static Callable<List<Visit>> insisting(Visit person, AtomicBoolean over) {
        return () -> {
            var visits = new ArrayList<Visit>();
            while (!over.get() || visits.isEmpty()) {
                var reply = person.signIn();
                assertThat(reply.status()).as(reply.body().toString()).isIn(200, 503, 504);
                if (reply.status() == 200) visits.add(person.with(reply));
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

    /** Somebody who is signed in, in one browser. */
    private static final class Visit {
        private final Customer customer;
        private final Rest door;
        private String cookie;

        private Visit(Customer customer, Rest door, String cookie) {
            this.customer = customer;
            this.door = door;
            this.cookie = cookie;
        }

        static Visit begin(Venue venue, String name) {
            var addresses = venue.addresses();
            var door = new Rest(addresses.edge());
            var newcomer = new Visit(Customer.signUp(addresses.edge(), addresses.inbox(), name), door, "");
            return newcomer.with(newcomer.signIn());
        }

        Rest.Reply signIn() {
            return door.post("/api/v1/auth/signin", Map.of("email", customer.email(), "password", customer.password()));
        }

        Visit with(Rest.Reply session) {
            session.expect(200);
            return new Visit(customer, door, cookieOf(session));
        }

        Rest.Reply refresh() {
            return door.with("Cookie", cookie).post("/api/v1/auth/refresh");
        }

        void refreshes() {
            var reply = refresh();
            reply.expect(200);
            cookie = cookieOf(reply);
        }

        void signsInOnceMore() {
            signIn().expect(200);
        }

        /** Signs out; what is left is an access token that has not run out. */
        Rest leave() {
            var reply = refresh();
            cookie = cookieOf(reply);
            var token = reply.expect(200).get("access_token").asText();
            door.with("Cookie", cookie).post("/api/v1/auth/logout").expect(204);
            return door.as(token);
        }

        private static String cookieOf(Rest.Reply reply) {
            var header = reply.header("Set-Cookie");
            return header.substring(0, header.indexOf(';'));
        }
    }
}
