package dev.openbell.bench.bots;

import static dev.openbell.bench.stand.BenchFolder.INSTRUMENT;

import dev.openbell.bench.stand.BenchFolder;
import dev.openbell.standalone.Setup;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.standalone.parts.Service;
import dev.openbell.trading.v1.GetOrderBookRequest;
import dev.openbell.trading.v1.InstrumentServiceGrpc;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;

/**
 * A matcher with many open orders, and many commands behind its last snapshot, is killed: how long until it answers again, with
 * everything that it had answered before.
 */
public final class RecoveryBench {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final long open, behind;
    private final int times;

    /**
     * A benchmark.
     *
     * @param open orders in the book
     * @param behind commands after the snapshot
     * @param times how often it is killed
     */
    public RecoveryBench(long open, long behind, int times) {
        this.open = open;
        this.behind = behind;
        this.times = times;
    }

    /** Runs against a matcher of its own, with Kafka and what a matcher cannot do without. */
    public void run() throws IOException, InterruptedException {
        try (var folder = new BenchFolder()) {
            var setup = folder.setup()
                    .withServices(Service.DB_PROCESSOR, Service.AUTH_SERVICE, Service.MATCHER)
                    .with("OPENBELL_DURABLE", "false");
            prepare(setup);
            measure(setup);
        }
    }

    private void prepare(Setup setup) throws IOException, InterruptedException {
        try (var venue = Venue.start(setup.with("SNAPSHOT_INTERVAL", "2s"));
                var log = new CommandWriter(venue.addresses().kafka(), 0)) {
            venue.stop("db-processor");
            log.openAccounts();
            log.rest(open);
            log.awaitPublished();
            SnapshotFiles.await(snapshots(setup), log.lastPublished());
        }
    }

    /** No snapshot is taken any more: what comes now lies behind the last. */
    private void measure(Setup setup) throws IOException, InterruptedException {
        try (var venue = Venue.start(setup.with("SNAPSHOT_INTERVAL", "10h").with("SNAPSHOT_COMMANDS", "1000000000"))) {
            venue.stop("db-processor");
            try (var log = new CommandWriter(venue.addresses().kafka(), open)) {
                log.churn(behind);
                log.awaitPublished();
            }
            System.out.printf("%,d open orders, %,d commands behind the snapshot%n", open, behind);
            for (int i = 0; i < times; i++) System.out.printf("  serving again after %.2f s%n", killed(venue) / 1e9);
            System.out.printf("  a snapshot has %,d bytes%n", SnapshotFiles.size(snapshots(setup)));
        }
    }

    private static Path snapshots(Setup setup) {
        return setup.data().resolve("snapshots");
    }

    private static long killed(Venue venue) throws InterruptedException {
        var channel = NettyChannelBuilder.forTarget(venue.addresses().hostAndPort(Port.MATCHER))
                .usePlaintext()
                .build();
        try {
            var market = InstrumentServiceGrpc.newBlockingStub(channel);
            var request =
                    GetOrderBookRequest.newBuilder().setInstrument(INSTRUMENT).build();
            long known = market.getOrderBook(request).getSequence();
            var before = venue.process("matcher");
            long start = System.nanoTime();
            venue.kill("matcher");
            while (System.nanoTime() - start < LONG.toNanos()) {
                try {
                    if (venue.process("matcher").equals(before)) continue;
                    channel.resetConnectBackoff();
                    var book = market.withDeadlineAfter(1, TimeUnit.SECONDS).getOrderBook(request);
                    if (book.getSequence() < known) throw new IllegalStateException("the market forgot something");
                    return System.nanoTime() - start;
                } catch (StatusRuntimeException | NoSuchElementException e) {
                    // Not yet: it is asked again.
                    Thread.sleep(5);
                }
            }
            throw new IllegalStateException("the matcher did not come back");
        } finally {
            channel.shutdownNow();
        }
    }
}
