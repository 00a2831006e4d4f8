package dev.openbell.bench.stand;

import dev.openbell.standalone.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** What a benchmark's own venue keeps, until both are gone: free ports, fresh data, and one instrument that nobody else trades. */
public final class BenchFolder implements AutoCloseable {
    public static final String INSTRUMENT = "BENCH-USD";

    private static final List<String> INSTRUMENTS =
            List.of("BTC-USD BTC 0.5", "ETH-USD ETH 0.01", "SOL-USD SOL 0.01", INSTRUMENT + " SOL 0.01");

    private final Path folder;
    private final Setup setup;

    public BenchFolder() throws IOException {
        folder = Files.createTempDirectory("openbell-bench-");
        setup = Setup.onFreePorts(folder.resolve("venue"))
                .with("OPENBELL_INSTRUMENTS", instruments().toString())
                .with("RATE_LIMIT_ANONYMOUS", "1000000")
                .with("RATE_LIMIT_USER", "1000000")
                .with("ORDER_SESSION_RATE", "1000000");
    }

    private Path instruments() throws IOException {
        var list = new StringBuilder();
        for (var entry : INSTRUMENTS) {
            var words = entry.split(" ", -1);
            list.append("""
                    - {symbol: %s, base: %s, quote: USD, tick: "%s", lot: "0.001", min_notional: "5", price_band: "0.5", \
                    collar: "0.05", maker_fee: "0.0005", taker_fee: "0.001"}
                    """.formatted(words[0], words[1], words[2]));
        }
        return Files.writeString(folder.resolve("instruments.yml"), list);
    }

    /** What a venue here is started with; a benchmark adds what it wants. */
    public Setup setup() {
        return setup;
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
