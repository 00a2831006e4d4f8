package dev.openbell.bench.bots;

import dev.openbell.standalone.Setup;
import dev.openbell.standalone.Venue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A venue of its own for a benchmark: on free ports, with fresh data, and with one instrument that nobody else trades. */
public final class BenchVenue implements AutoCloseable {
    public static final String INSTRUMENT = "BENCH-USD";

    private static final List<String> INSTRUMENTS =
            List.of("BTC-USD BTC 0.5", "ETH-USD ETH 0.01", "SOL-USD SOL 0.01", INSTRUMENT + " SOL 0.01");

    private final Path folder;
    private final Venue venue;

    private BenchVenue(Path folder, Venue venue) {
        this.folder = folder;
        this.venue = venue;
    }

    /** What such a venue is set up with; a benchmark adds what it wants. */
    public static Setup setup() throws IOException {
        var folder = Files.createTempDirectory("openbell-bench-");
        var file = folder.resolve("instruments.yml");
        var list = new StringBuilder();
        for (var entry : INSTRUMENTS) {
            var words = entry.split(" ", -1);
            list.append("""
                    - {symbol: %s, base: %s, quote: USD, tick: "%s", lot: "0.001", min_notional: "5", price_band: "0.5", \
                    collar: "0.05", maker_fee: "0.0005", taker_fee: "0.001"}
                    """.formatted(words[0], words[1], words[2]));
        }
        Files.writeString(file, list);
        return Setup.onFreePorts(folder.resolve("venue"))
                .with("OPENBELL_INSTRUMENTS", file.toString())
                .with("RATE_LIMIT_ANONYMOUS", "1000000")
                .with("RATE_LIMIT_USER", "1000000")
                .with("ORDER_SESSION_RATE", "1000000");
    }

    public static BenchVenue start(Setup setup) throws InterruptedException {
        return new BenchVenue(setup.data().resolve(".."), Venue.start(setup));
    }

    public Venue venue() {
        return venue;
    }

    /** Stops it, and leaves its data for another. */
    public void stop() {
        venue.close();
    }

    @Override
    public void close() throws IOException {
        venue.close();
        try (var files = Files.walk(folder.toRealPath())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
