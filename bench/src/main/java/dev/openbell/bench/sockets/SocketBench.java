package dev.openbell.bench.sockets;

import dev.openbell.bench.stand.BenchFolder;
import dev.openbell.bench.stand.Book;
import dev.openbell.bench.stand.Customers;
import dev.openbell.bench.stand.OpenLoop;
import dev.openbell.bench.stand.Percentiles;
import dev.openbell.bench.stand.Results;
import dev.openbell.bench.stand.Usage;
import dev.openbell.bench.stand.Usage.Used;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How soon a change of a book is with very many clients, and what that costs.
 *
 * <p>A bot changes three books by the clock; each client follows one of them and its price. A delay counts for each change and each client
 * who reads: from the moment at which the matcher took the request in, before it was in the log, until the client's thread has read the frame
 * that tells of it, which is the same or a later state of the book. A second figure counts from the moment at which the request was due.
 * All clients share one thread: what the last of a round waits for those before it is in the figures.
 */
public final class SocketBench {
    private static final String GATEWAY = "stream-gateway";
    /** A venue that has just come up compiles what it does most while it does it, and has two cores for that and for the clients. */
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(45);

    private static final Duration WARM_UP = Duration.ofSeconds(5), ARRIVES_WITHIN = Duration.ofMinutes(3);
    /** Three heartbeats without a sign of life, and a little. */
    private static final Duration GONE_WITHIN = Duration.ofSeconds(75);

    private final List<Integer> sizes;
    private final int slow;
    private final double rate;
    private final Duration each;
    private final List<Figure> figures = new ArrayList<>();

    /**
     * A benchmark.
     *
     * @param sizes how many clients, one size after the other
     * @param slow how many clients never read, in a second round of each size beside those who do
     * @param rate book changes a second
     * @param each how long each size is measured
     */
    public SocketBench(List<Integer> sizes, int slow, double rate, Duration each) {
        this.sizes = sizes;
        this.slow = slow;
        this.rate = rate;
        this.each = each;
    }

    /**
     * One row of the table.
     *
     * @param sinceTaken from the moment at which the matcher took the request in
     * @param sinceDue from the moment at which it was to be sent
     * @param answers from the moment at which the matcher took the request in until the bot had its answer
     * @param doubtMicros by how much sinceTaken may be wrong, because two clocks are compared
     * @param kilobytesEach memory of the gateway for one client more
     */
    record Figure(
            int clients,
            int slow,
            double rate,
            double framesPerSecond,
            double megabytesPerSecond,
            Percentiles sinceTaken,
            Percentiles sinceDue,
            Percentiles answers,
            long doubtMicros,
            double gatewayCores,
            long gatewayMegabytes,
            double kilobytesEach,
            long conflated,
            List<Used> used) {}

    /** Runs against a venue of its own. */
    public void run() throws IOException, InterruptedException {
        var services = Arrays.stream(Service.values())
                .filter(service -> service != Service.MARKET_MAKER)
                .toArray(Service[]::new);
        try (var folder = new BenchFolder();
                var venue = Venue.start(folder.setup().withServices(services));
                var quotes = new Quotes(
                        venue.addresses(),
                        Customers.signUp(venue.addresses(), 1).getFirst())) {
            System.out.printf(
                    "%,.0f book changes/s in three books, %d s each; ms from the matcher's door to the client (due: from the schedule)%n",
                    rate, each.toSeconds());
            System.out.printf(
                    "%15s %10s %7s %s %9s %10s %9s %7s %7s%n",
                    "clients",
                    "frames/s",
                    "MB/s",
                    Percentiles.HEADING,
                    "due p99",
                    "answer p99",
                    "gateway",
                    "load",
                    "KB each");
            for (int size : sizes) {
                measure(venue, quotes, size, 0);
                if (slow > 0) measure(venue, quotes, size, slow);
            }
        }
        Results.write("ws", Map.of("figures", figures));
    }

    private void measure(Venue venue, Quotes quotes, int readers, int slow) throws IOException, InterruptedException {
        var gateway = new Gateway(venue.addresses());
        awaitSockets(gateway, 0);
        long memoryBefore = Usage.megabytes(venue, GATEWAY);
        var address = venue.addresses().webSocket();
        try (var crowd = new Crowd(new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()))) {
            crowd.join(readers, 0);
            if (slow > 0) crowd.join(slow, slow);
            OpenLoop.run(rate, figures.isEmpty() ? FIRST_WARM_UP : WARM_UP, quotes::change);
            awaitArrival(crowd, quotes.changes());

            long conflatedBefore = gateway.conflated();
            var before = crowd.traffic();
            var usage = Usage.of(venue);
            crowd.note();
            OpenLoop.run(rate, each, quotes::change);
            var used = usage.used();
            var after = crowd.traffic();
            var changes = quotes.changes();
            awaitArrival(crowd, changes);
            var delays = crowd.deliveries().of(changes, quotes.logTime());

            long expected = Arrays.stream(Book.values())
                    .mapToLong(book -> readersOf(book, readers)
                            * changes.stream()
                                    .filter(change -> change.book() == book)
                                    .count())
                    .sum();
            if (delays.sinceTaken().getTotalCount() != expected) {
                throw new IllegalStateException(
                        "%,d of %,d changes came".formatted(delays.sinceTaken().getTotalCount(), expected));
            }
            long memory = Usage.megabytes(venue, GATEWAY);
            add(new Figure(
                    readers,
                    slow,
                    rate,
                    (after.frames() - before.frames()) / seconds(),
                    (after.bytes() - before.bytes()) / seconds() / 1e6,
                    Percentiles.of(delays.sinceTaken()),
                    Percentiles.of(delays.sinceDue()),
                    Percentiles.of(delays.answers()),
                    quotes.logTime().doubtMicros(),
                    cores(used, GATEWAY),
                    memory,
                    (memory - memoryBefore) * 1024.0 / (readers + slow),
                    gateway.conflated() - conflatedBefore,
                    used));
            if (slow > 0) awaitClosed(gateway, readers, slow);
        }
    }

    /** Waits until every reader knows of the last change of its book. */
    private static void awaitArrival(Crowd crowd, List<Change> changes) throws InterruptedException {
        long end = System.nanoTime() + ARRIVES_WITHIN.toNanos();
        for (var book : Book.values()) {
            long last = changes.stream()
                    .filter(change -> change.book() == book)
                    .mapToLong(Change::sequence)
                    .max()
                    .orElse(0);
            while (crowd.knownToAll(book) < last) {
                if (System.nanoTime() > end) throw new IllegalStateException("a change did not come to everybody");
                Thread.sleep(10);
            }
        }
    }

    private static long readersOf(Book book, int readers) {
        return IntStream.range(0, readers)
                .filter(number -> Book.turn(number) == book)
                .count();
    }

    /** Those who never read do not answer a heartbeat either, and so they are gone in the end. */
    private static void awaitClosed(Gateway gateway, int readers, int slow) throws InterruptedException {
        long start = System.nanoTime();
        awaitSockets(gateway, readers);
        System.out.printf(
                "  the %d who never read are gone %d s after the load%n",
                slow, Duration.ofNanos(System.nanoTime() - start).toSeconds());
    }

    private static void awaitSockets(Gateway gateway, int open) throws InterruptedException {
        long end = System.nanoTime() + GONE_WITHIN.toNanos();
        for (long found; (found = gateway.openSockets()) != open; Thread.sleep(200)) {
            if (System.nanoTime() > end) throw new IllegalStateException(found + " sockets are open still");
        }
    }

    private double seconds() {
        return each.toNanos() / 1e9;
    }

    private static double cores(List<Used> used, String part) {
        return used.stream()
                .filter(one -> one.part().equals(part))
                .mapToDouble(Used::cores)
                .sum();
    }

    private void add(Figure figure) {
        figures.add(figure);
        System.out.printf(
                "%15s %,10.0f %7.1f %s %9.2f %10.2f %9.2f %7.2f %7.1f%n",
                figure.slow == 0
                        ? "%,d".formatted(figure.clients)
                        : "%,d + %d slow".formatted(figure.clients, figure.slow),
                figure.framesPerSecond,
                figure.megabytesPerSecond,
                figure.sinceTaken,
                figure.sinceDue.p99(),
                figure.answers.p99(),
                figure.gatewayCores,
                cores(figure.used, Usage.LOAD),
                figure.kilobytesEach);
        if (figure.slow > 0) {
            System.out.printf(
                    "  %,d frames were left out for the slow; the gateway has %d MB%n",
                    figure.conflated, figure.gatewayMegabytes);
        }
    }
}
