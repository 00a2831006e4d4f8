package dev.openbell.bench.bots;

import static dev.openbell.bench.bots.Tickets.ONE;
import static dev.openbell.bench.stand.BenchFolder.INSTRUMENT;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.stand.BenchFolder;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.standalone.parts.Ports;
import dev.openbell.standalone.parts.Service;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import java.io.IOException;
import java.time.Duration;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * What snapshots cost those who wait for answers: one order session under a steady load on a market with many open orders, in turn with a
 * snapshot every fifteen seconds and without; and what the second replica, which takes them, costs beside the one that answers.
 */
public final class SnapshotBench {
    private static final int REQUESTS_A_SECOND = 1_000;
    private static final Duration WARM = Duration.ofSeconds(15);

    private final long open;
    private final int rounds;
    private final Duration each;

    /**
     * A benchmark.
     *
     * @param open how many orders rest
     * @param rounds how often with and without
     * @param each how long each
     */
    public SnapshotBench(long open, int rounds, Duration each) {
        this.open = open;
        this.rounds = rounds;
        this.each = each;
    }

    /** Runs against a matcher of its own. */
    public void run() throws IOException, InterruptedException {
        try (var folder = new BenchFolder()) {
            var setup = folder.setup()
                    .withServices(Service.DB_PROCESSOR, Service.AUTH_SERVICE, Service.EDGE_API, Service.OTP_MAILER)
                    .with("OPENBELL_MATCHER_PORT", Integer.toString(Ports.free().of(Port.MATCHER)))
                    .with("OPENBELL_DURABLE", "false")
                    .with("SNAPSHOT_COMMANDS", "1000000000");
            try (var venue = Venue.start(setup);
                    var with = new LoneMatcher("matcher", setup.with("SNAPSHOT_INTERVAL", "15s"), venue);
                    var without = new LoneMatcher("matcher", setup.with("SNAPSHOT_INTERVAL", "10h"), venue);
                    var log = new CommandWriter(venue.addresses().kafka(), 0)) {
                with.start();
                var bot = Customer.signUp(
                        venue.addresses().edge(), venue.addresses().inbox(), "bot");
                venue.stop("db-processor");
                log.openAccounts();
                log.rest(open);
                log.awaitPublished();
                SnapshotFiles.await(setup.data().resolve(with.name()), log.lastPublished());
                with.kill();
                System.out.printf("%,d open orders, %,d requests a second%n", open, REQUESTS_A_SECOND);
                System.out.printf("%-28s %8s %8s %8s %8s    %s%n", "", "p50", "p99", "p99.9", "max", "shard, follower");
                for (int i = 0; i < rounds; i++) {
                    measured("without snapshots", without, bot.token(), "n" + i + "-");
                    measured("one every 15 s", with, bot.token(), "s" + i + "-");
                }
            }
        }
    }

    private void measured(String what, LoneMatcher matcher, String token, String prefix)
            throws IOException, InterruptedException {
        matcher.start();
        var took = new SynchronizedHistogram(3);
        double shard = 0, follower = 0;
        try (var line = new BotLine(matcher.target(), token, 4_000)) {
            long start = System.nanoTime(), step = 1_000_000_000L / REQUESTS_A_SECOND;
            long warm = WARM.toNanos() / step, all = warm + each.toNanos() / step;
            for (long i = 0; i < all; i++) {
                long due = start + i * step;
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) Thread.sleep(0, 200_000);
                if (i == warm) {
                    took.reset();
                    shard = matcher.secondsOf("shard-0");
                    follower = matcher.secondsOf("follower-0");
                }
                var order = Tickets.limit(prefix + i, INSTRUMENT, Side.BUY, ONE / 10, 60 * ONE, TimeInForce.GTC);
                var request = i % 2 == 0 ? Tickets.place(order) : Tickets.cancel(prefix + (i - 1));
                line.send(request, response -> took.recordValue((System.nanoTime() - due) / 1_000));
            }
            line.drain();
            shard = matcher.secondsOf("shard-0") - shard;
            follower = matcher.secondsOf("follower-0") - follower;
        }
        System.out.printf(
                "  %-26s %8.2f %8.2f %8.2f %8.2f ms  %.1f, %.1f s of processor in %d s%n",
                what,
                took.getValueAtPercentile(50) / 1e3,
                took.getValueAtPercentile(99) / 1e3,
                took.getValueAtPercentile(99.9) / 1e3,
                took.getMaxValue() / 1e3,
                shard,
                follower,
                each.toSeconds());
        matcher.kill();
    }
}
