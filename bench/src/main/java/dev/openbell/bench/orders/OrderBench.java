package dev.openbell.bench.orders;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.stand.BenchFolder;
import dev.openbell.bench.stand.Customers;
import dev.openbell.bench.stand.OpenLoop;
import dev.openbell.bench.stand.Percentiles;
import dev.openbell.bench.stand.Results;
import dev.openbell.bench.stand.Tables;
import dev.openbell.bench.stand.Usage;
import dev.openbell.bench.stand.Usage.Used;
import dev.openbell.chassis.money.E8;
import dev.openbell.standalone.Addresses;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.standalone.parts.Service;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.SynchronizedHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Steps of rising load until the knee: the last step whose answers are right, come in time, and are in the tables as they come.
 *
 * <p>Requests are sent by the clock, and a delay counts from the scheduled moment. Every answer is checked; and in the end every trade that
 * was told is in the tables, the tables are what the events say, and every wallet is there what it is in the engine.
 */
public final class OrderBench {
    private static final Duration WARM_UP = Duration.ofSeconds(5), ANSWERED_WITHIN = Duration.ofMinutes(2);
    private static final int MOST_WARM_UPS = 6, FILLED_PER_SECOND = 500;

    /** Ways to the market, and what is expected of each. */
    public enum Doors {
        REST(100, 100, 1_000, 1_000) {
            @Override
            Door open(Addresses addresses, List<Customer> customers) {
                return new RestDoor(addresses.edge(), customers);
            }
        },
        SESSION(50, 20, 5_000, 5_000) {
            @Override
            Door open(Addresses addresses, List<Customer> customers) {
                return new SessionDoor(addresses.hostAndPort(Port.MATCHER), customers);
            }
        };

        /** In milliseconds, for 99 of 100 answers. */
        final int bound;

        final int customers, from, step;

        Doors(int bound, int customers, int from, int step) {
            this.bound = bound;
            this.customers = customers;
            this.from = from;
            this.step = step;
        }

        abstract Door open(Addresses addresses, List<Customer> customers);
    }

    private final Doors way;
    private final int from;
    private final Duration each;
    private final Flow flow;
    private final List<Step> steps = new ArrayList<>();
    private final AtomicLong trades = new AtomicLong();
    private final AtomicReference<@Nullable String> firstWrong = new AtomicReference<>();

    /**
     * A benchmark.
     *
     * @param from requests a second in the first step; 0 for the usual
     * @param each how long each step is measured
     */
    public OrderBench(Doors way, int from, Duration each) {
        this.way = way;
        this.from = from == 0 ? way.from : from;
        this.each = each;
        this.flow = new Flow(way.customers);
    }

    /**
     * What came of one step.
     *
     * @param requests a second, of which seven in ten are orders
     * @param answered a second, while the load lasted
     * @param delays from the scheduled moment to the answer
     * @param wrong answers that were not what they had to be
     * @param behind records that were not in the tables yet when the load ended
     */
    record Step(int requests, double answered, Percentiles delays, long wrong, long behind, List<Used> used) {
        double orders() {
            return requests * 0.7;
        }

        /** The tables keep up when they are no more than a second behind. */
        boolean isWell(int bound) {
            return wrong == 0 && delays.p99() <= bound && behind <= requests;
        }
    }

    /** Runs against a venue of its own, in which nobody else trades. */
    public void run() throws IOException, InterruptedException, SQLException {
        var services = Arrays.stream(Service.values())
                .filter(service -> service != Service.MARKET_MAKER)
                .toArray(Service[]::new);
        try (var folder = new BenchFolder();
                var venue = Venue.start(folder.setup().withServices(services));
                var tables = new Tables(venue.addresses())) {
            var customers = Customers.signUp(venue.addresses(), way.customers);
            try (var door = way.open(venue.addresses(), customers)) {
                fill(door);
                System.out.printf(
                        "%d customers, three books; %d s each; ms from the schedule to the answer%n",
                        way.customers, each.toSeconds());
                System.out.printf(
                        "%10s %10s %10s %s %8s %10s%n",
                        "requests/s", "orders/s", "answered/s", Percentiles.HEADING, "wrong", "behind");
                int next = from;
                do {
                    steps.add(step(venue, tables, door, next));
                    next += way.step;
                } while (steps.getLast().isWell(way.bound));
            }
            tell();
            agree(tables, customers);
        }
        Results.write(way.name().toLowerCase(Locale.ROOT), Map.of("each", each.toString(), "steps", steps));
    }

    private void fill(Door door) throws InterruptedException {
        var load = new Load(door);
        OpenLoop.run(
                FILLED_PER_SECOND,
                Duration.ofSeconds(flow.toFill() / FILLED_PER_SECOND),
                due -> load.send(flow.fill(), due));
        load.awaitAnswers();
        if (load.wrong.get() > 0) throw new IllegalStateException("the book was not filled: " + firstWrong.get());
    }

    private Step step(Venue venue, Tables tables, Door door, int requests) throws InterruptedException, SQLException {
        warmUp(door, requests);
        var load = new Load(door);
        var usage = Usage.of(venue);
        OpenLoop.run(requests, each, due -> load.send(flow.next(), due));
        var used = usage.used();
        double answered = load.answers.availablePermits() / (each.toNanos() / 1e9);
        long behind = tables.behind();
        load.awaitAnswers();
        var step = new Step(requests, answered, Percentiles.of(load.delays), load.wrong.get(), behind, used);
        System.out.printf(
                "%,10d %,10.0f %,10.0f %s %,8d %,10d%n",
                requests, step.orders(), answered, step.delays, step.wrong, step.behind);
        tables.awaitCaughtUp();
        return step;
    }

    /** A venue that has just started still compiles its code; it is given some rounds until it answers in time. */
    private void warmUp(Door door, int requests) throws InterruptedException {
        for (int i = 0; i < MOST_WARM_UPS; i++) {
            var load = new Load(door);
            OpenLoop.run(requests, WARM_UP, due -> load.send(flow.next(), due));
            load.awaitAnswers();
            if (Percentiles.of(load.delays).p99() <= way.bound) return;
        }
    }

    private void tell() {
        var wrong = firstWrong.get();
        if (wrong != null) System.out.println("The first wrong answer: " + wrong);
        var well = steps.stream().filter(step -> step.isWell(way.bound)).toList();
        if (well.isEmpty()) {
            System.out.printf("No step met p99 ≤ %d ms; what the first one used:%n", way.bound);
            Usage.print(steps.getFirst().used, steps.getFirst().answered);
        } else {
            var knee = well.getLast();
            System.out.printf("The knee: %,d requests/s with p99 ≤ %d ms; what it used:%n", knee.requests, way.bound);
            Usage.print(knee.used, knee.answered);
        }
    }

    /** Tables, ledger and engine: wherever one looks, it is the same market. */
    private void agree(Tables tables, List<Customer> customers) throws SQLException, InterruptedException {
        tables.awaitCaughtUp();
        tables.verify();
        if (tables.trades() != trades.get()) {
            throw new IllegalStateException(
                    "%,d trades were told, %,d are in the tables".formatted(trades.get(), tables.trades()));
        }
        for (var customer : customers) {
            var wallet = tables.wallet(customer.userId());
            for (var balance :
                    customer.rest().get("/api/v1/account/balances").expect(200).get("balances")) {
                var inEngine = List.of(
                        E8.parse(balance.get("available").asText()),
                        E8.parse(balance.get("held").asText()));
                var inTable = wallet.get(balance.get("asset").asText());
                if (!inEngine.equals(inTable)) {
                    throw new IllegalStateException(
                            "%s has %s, but the table says %s".formatted(customer.email(), balance, inTable));
                }
            }
        }
        System.out.printf("Tables, ledger and engine agree: %,d trades, %d wallets.%n", trades.get(), customers.size());
    }

    /** What is sent in one go, and what comes back. */
    private final class Load {
        private final Door door;
        private final SynchronizedHistogram delays = new SynchronizedHistogram(3);
        private final AtomicLong wrong = new AtomicLong();
        private final Semaphore answers = new Semaphore(0);
        private int sent;

        Load(Door door) {
            this.door = door;
        }

        void send(Request request, long due) {
            sent++;
            door.send(request, (instead, told) -> {
                delays.recordValue((System.nanoTime() - due) / 1_000);
                trades.addAndGet(told);
                if (instead != null) {
                    wrong.incrementAndGet();
                    firstWrong.compareAndSet(null, instead);
                }
                answers.release();
            });
        }

        void awaitAnswers() throws InterruptedException {
            if (!answers.tryAcquire(sent, ANSWERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "%,d of %,d requests were not answered".formatted(sent - answers.availablePermits(), sent));
            }
        }
    }
}
