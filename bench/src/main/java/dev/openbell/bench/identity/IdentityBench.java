package dev.openbell.bench.identity;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Inbox;
import dev.openbell.bench.client.Metrics;
import dev.openbell.bench.client.Rest;
import dev.openbell.bench.stand.BenchFolder;
import dev.openbell.standalone.Addresses;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * What a person waits for: signing up, in, on and out, one at a time on a venue that does nothing else; then many newcomers at once,
 * while no mail goes out.
 */
public final class IdentityBench {
    /** As many as it takes until the compilers have seen every way: what is measured is a venue that has been up for a while. */
    private static final int WARM_UP = 60, EACH = 20;

    private final int people, newcomers;

    /**
     * A benchmark.
     *
     * @param people who sign up one after the other
     * @param newcomers who sign up at once
     */
    public IdentityBench(int people, int newcomers) {
        this.people = people;
        this.newcomers = newcomers;
    }

    /** Runs against a whole venue of its own. */
    public void run() throws IOException, InterruptedException {
        try (var folder = new BenchFolder();
                var venue = Venue.start(
                        folder.setup().with("RATE_LIMIT_ANONYMOUS", "1000000").with("RATE_LIMIT_USER", "1000000"))) {
            oneByOne(venue.addresses());
            bcryptsShare(venue.addresses());
            new Rush(venue, newcomers).run();
        }
    }

    private void oneByOne(Addresses addresses) {
        var times = new Times();
        for (int i = 0; i < WARM_UP + people; i++) {
            if (i == WARM_UP) times.reset();
            comeAndGo(addresses, times);
        }
        times.print();
    }

    /** What of a sign-up and of a sign-in is spent on the password, on purpose. */
    private static void bcryptsShare(Addresses addresses) {
        var auth = new Metrics(addresses.hostAndPort(Port.AUTH_MANAGEMENT));
        double count = auth.value("openbell_auth_passwords_hashed_seconds_count");
        System.out.printf(
                "  %-26s %8.1f on average, of %.0f%n",
                "bcrypt alone", auth.value("openbell_auth_passwords_hashed_seconds_sum") / count * 1e3, count);
    }

    private static void comeAndGo(Addresses addresses, Times times) {
        var door = new Rest(addresses.edge());
        var inbox = new Inbox(addresses.inbox());
        var email = Customer.freshEmail("bench");
        var password = "a long enough secret";

        long begun = System.nanoTime();
        var flow = times.of(
                        "sign-up", () -> door.post("/api/v1/auth/signup", Map.of("email", email, "password", password)))
                .expect(202)
                .get("flow_id")
                .asText();
        var code = inbox.codeFor(email);
        times.add("the mail is in the inbox", System.nanoTime() - begun);
        times.of("verify", () -> door.post("/api/v1/auth/verify-otp", Map.of("flow_id", flow, "otp", code)))
                .expect(201);

        var session = times.of(
                "sign-in", () -> door.post("/api/v1/auth/signin", Map.of("email", email, "password", password)));
        var signedIn = door.as(session.expect(200).get("access_token").asText());
        var cookie = session.cookie();
        for (int i = 0; i < EACH; i++) {
            times.of("me", () -> signedIn.get("/api/v1/auth/me")).expect(200);
            var shown = cookie;
            var refreshed = times.of("refresh", () -> door.with("Cookie", shown).post("/api/v1/auth/refresh"));
            refreshed.expect(200);
            cookie = refreshed.cookie();
        }
        var last = cookie;
        times.of("logout", () -> signedIn.with("Cookie", last).post("/api/v1/auth/logout"))
                .expect(204);
    }

    /** How long each kind of call took. */
    private static final class Times {
        private final Map<String, Histogram> byKind = new LinkedHashMap<>();

        <T> T of(String kind, Supplier<T> call) {
            long start = System.nanoTime();
            var answer = call.get();
            add(kind, System.nanoTime() - start);
            return answer;
        }

        void add(String kind, long nanos) {
            byKind.computeIfAbsent(kind, k -> new Histogram(3)).recordValue(nanos / 1_000);
        }

        void reset() {
            byKind.values().forEach(Histogram::reset);
        }

        void print() {
            System.out.printf("%-28s %8s %8s %8s %8s   in ms%n", "one at a time", "p50", "p99", "max", "of");
            byKind.forEach((kind, times) -> System.out.printf(
                    "  %-26s %8.1f %8.1f %8.1f %8d%n",
                    kind,
                    times.getValueAtPercentile(50) / 1e3,
                    times.getValueAtPercentile(99) / 1e3,
                    times.getMaxValue() / 1e3,
                    times.getTotalCount()));
        }
    }
}
