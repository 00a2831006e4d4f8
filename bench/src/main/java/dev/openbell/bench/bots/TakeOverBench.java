package dev.openbell.bench.bots;

import static dev.openbell.bench.bots.Tickets.ONE;
import static dev.openbell.bench.stand.BenchFolder.INSTRUMENT;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.stand.BenchFolder;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.standalone.parts.Ports;
import dev.openbell.standalone.parts.Service;
import dev.openbell.trading.v1.OrderSessionResponse;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Two matchers on one shard under load. The one that publishes is killed: how long the other's callers wait for an answer, and how long
 * the event log stands still. Then it is counted whether every answered order is there, once.
 */
public final class TakeOverBench {
    private static final int ORDERS_A_SECOND = 1_000;

    /** Where the venue looks for its matcher: the left one. */
    private static final String MATCHER_PORT = "OPENBELL_MATCHER_PORT";

    private static final Duration BEFORE = Duration.ofSeconds(2), AFTER = Duration.ofSeconds(5);

    /**
     * What one take-over did.
     *
     * @param longestAnswerMs the longest wait for an answer of the matcher that lived
     * @param silenceMs how long nothing was published
     */
    public record TakeOver(double longestAnswerMs, double silenceMs) {}

    /**
     * What was found in the end.
     *
     * @param lost answered orders that the event log does not have
     * @param doubled keys that placed more than one order
     */
    public record Result(List<TakeOver> takeOvers, long answered, long lost, long doubled) {}

    private final int times;

    public TakeOverBench(int times) {
        this.times = times;
    }

    /** Runs against a venue of its own. */
    public Result run() throws IOException, InterruptedException {
        try (var folder = new BenchFolder()) {
            var setup = folder.setup()
                    .withServices(Service.DB_PROCESSOR, Service.AUTH_SERVICE, Service.EDGE_API, Service.OTP_MAILER)
                    .with(MATCHER_PORT, Integer.toString(Ports.free().of(Port.MATCHER)))
                    .with("OPENBELL_INSTANCES", "2")
                    .with("SNAPSHOT_INTERVAL", "5s");
            try (var venue = Venue.start(setup);
                    var left = new LoneMatcher("left", setup, venue);
                    var right = new LoneMatcher("right", setup.with(MATCHER_PORT, ""), venue)) {
                left.start();
                right.start();
                return run(venue, left, right);
            }
        }
    }

    private Result run(Venue venue, LoneMatcher left, LoneMatcher right) throws IOException, InterruptedException {
        var bot = Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), "bot");
        var answered = ConcurrentHashMap.<String>newKeySet();
        var takeOvers = new ArrayList<TakeOver>();
        for (int i = 0; i < times; i++) {
            var owner = ownerOf(venue.addresses().kafka()).equals(left.name()) ? left : right;
            var other = owner == left ? right : left;
            takeOvers.add(takeOver(venue, bot.token(), owner, other, "t" + i + "-", answered));
            // The one that was killed comes back as a standby.
            owner.start();
        }
        var placed = new HashMap<String, Integer>();
        new Logs(venue.addresses().kafka()).events(event -> {
            if (event.hasOrderPlaced()) {
                placed.merge(event.getOrderPlaced().getOrder().getIdempotencyKey(), 1, Integer::sum);
            }
        });
        long lost = answered.stream().filter(key -> !placed.containsKey(key)).count();
        long doubled = placed.values().stream().filter(count -> count > 1).count();
        return new Result(takeOvers, answered.size(), lost, doubled);
    }

    /** Which instance publishes: the member of the matchers' group that was given the shard. */
    private static String ownerOf(String servers) throws InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            while (true) {
                var groups = admin.describeConsumerGroups(List.of("openbell-matchers-0"))
                        .all()
                        .get()
                        .values();
                for (var member : groups.iterator().next().members()) {
                    if (!member.assignment().topicPartitions().isEmpty()) {
                        return member.groupInstanceId().orElseThrow();
                    }
                }
                Thread.sleep(100);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the owner of the shard cannot be found", e);
        }
    }

    private static TakeOver takeOver(
            Venue venue, String token, LoneMatcher owner, LoneMatcher other, String prefix, Set<String> answered)
            throws InterruptedException {
        var slowest = new AtomicLong();
        try (var silence = new Silence(venue.addresses().kafka());
                var line = new BotLine(other.target(), token, 4_000)) {
            long start = System.nanoTime();
            boolean killed = false;
            long step = 1_000_000_000L / ORDERS_A_SECOND;
            for (int i = 0; ; i++) {
                long due = start + i * step;
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) Thread.sleep(1);
                if (!killed && due - start > BEFORE.toNanos()) {
                    slowest.set(0);
                    silence.begin();
                    owner.kill();
                    killed = true;
                }
                if (due - start > BEFORE.plus(AFTER).toNanos()) break;
                var key = prefix + i;
                var order = Tickets.limit(key, INSTRUMENT, Side.BUY, ONE / 10, 100 * ONE, TimeInForce.GTC);
                var request = i % 2 == 0 ? Tickets.place(order) : Tickets.cancel(prefix + (i - 1));
                line.send(request, response -> came(response, due, slowest, answered));
            }
            line.drain();
            return new TakeOver(slowest.get() / 1e6, silence.longest() / 1e6);
        }
    }

    private static void came(OrderSessionResponse response, long due, AtomicLong slowest, Set<String> answered) {
        slowest.accumulateAndGet(System.nanoTime() - due, Math::max);
        if (response.hasPlaced()) answered.add(response.getPlaced().getOrder().getIdempotencyKey());
    }

    /** Reads the event log as it grows, and finds out how long it stood still. */
    private static final class Silence implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> reader;
        private volatile boolean stopping;
        private volatile long last = System.nanoTime();
        private volatile long longest;

        Silence(String servers) {
            reader = new Logs(servers).reader();
            reader.assign(List.of(Logs.EVENTS));
            reader.seekToEnd(List.of(Logs.EVENTS));
            reader.position(Logs.EVENTS);
            Thread.ofPlatform().name("silence").start(this::listen);
        }

        private void listen() {
            while (!stopping) {
                boolean any = !reader.poll(Duration.ofMillis(20)).isEmpty();
                long now = System.nanoTime();
                longest = Math.max(longest, now - last);
                if (any) last = now;
            }
            reader.close();
        }

        void begin() {
            longest = 0;
        }

        long longest() {
            return longest;
        }

        @Override
        public void close() {
            stopping = true;
        }
    }

    /** Prints what came of it. */
    public static void print(Result result) {
        System.out.printf(
                "%d take-overs of a shard, %d orders and cancels a second%n", result.takeOvers.size(), ORDERS_A_SECOND);
        var answers = result.takeOvers.stream()
                .mapToDouble(TakeOver::longestAnswerMs)
                .sorted()
                .toArray();
        var silences = result.takeOvers.stream()
                .mapToDouble(TakeOver::silenceMs)
                .sorted()
                .toArray();
        print("longest wait for an answer", answers);
        print("nothing published for", silences);
        System.out.printf(
                "  %,d orders answered, %,d lost, %,d doubled%n", result.answered, result.lost, result.doubled);
    }

    private static void print(String what, double[] sorted) {
        System.out.printf(
                "  %-28s median %,8.0f ms, from %,.0f to %,.0f%n",
                what, sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
