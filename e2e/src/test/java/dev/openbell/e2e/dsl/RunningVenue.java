package dev.openbell.e2e.dsl;

import dev.openbell.standalone.Setup;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One venue for all tests of a run: on free ports, with data of its own, started when the first test wants it. */
public final class RunningVenue implements ParameterResolver {
    /** Whoever signs up with one of these is an operator; each test class has its own. */
    public static final List<String> OPERATORS =
            List.of("auditor@example.com", "operator@example.com", "fuzzer@example.com");

    private static final int FRESH_INSTRUMENTS = 100, FRESH_CFDS = 20;
    private static final AtomicInteger TAKEN = new AtomicInteger(), TAKEN_CFDS = new AtomicInteger();

    /** The symbol of an instrument in which nobody else trades. */
    public static String freshInstrument() {
        int number = TAKEN.incrementAndGet();
        if (number > FRESH_INSTRUMENTS) throw new IllegalStateException("no fresh instrument is left: list more");
        return symbol(number);
    }

    /** The symbol of a CFD of which the feed says nothing by itself. */
    public static String freshCfd() {
        int number = TAKEN_CFDS.incrementAndGet();
        if (number > FRESH_CFDS) throw new IllegalStateException("no fresh CFD is left: list more");
        return freshCfd(number);
    }

    private static String freshCfd(int number) {
        return "C" + number + "_USDC";
    }

    private static String symbol(int number) {
        return "T" + number + "-USD";
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        var type = parameter.getParameter().getType();
        return type == Venue.class || type == Pit.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Venue.class ? of(test) : new Pit(of(test), feedOf(test));
    }

    public static Venue of(ExtensionContext test) {
        return holder(test).venue;
    }

    /** What the feed says of the CFDs of scenarios. */
    static Feed feedOf(ExtensionContext test) {
        return holder(test).feed;
    }

    private static Holder holder(ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(RunningVenue.class))
                .getOrComputeIfAbsent(Holder.class, key -> Holder.start(), Holder.class);
    }

    /** Closed by JUnit when the run is over. */
    private record Holder(Venue venue, Feed feed, Path data) implements AutoCloseable {
        static Holder start() {
            try {
                var data = Files.createTempDirectory("openbell-e2e-");
                var venue = Venue.start(quiet(data).rehearsing());
                return new Holder(venue, new Feed(venue.addresses().kafka()), data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        @Override
        public void close() throws IOException {
            feed.close();
            venue.close();
            try (var files = Files.walk(data)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            }
        }
    }

    /** With instruments for scenarios beside the venue's own, and limits that a test run from one address does not meet. */
    public static Setup quiet(Path data) throws IOException {
        var file = data.resolve("instruments.yml");
        Files.createDirectories(data);
        Files.writeString(file, instruments());
        return Setup.onFreePorts(data.resolve("venue"))
                .with("OPENBELL_INSTRUMENTS", file.toString())
                .with("OPENBELL_ADMIN_EMAILS", String.join(",", OPERATORS))
                .with("RATE_LIMIT_ANONYMOUS", "1000000")
                .with("RATE_LIMIT_USER", "1000000")
                .with("SETTLEMENT_INTERVAL", "2s")
                // A venue that lives for a minute does not earn back what the second compiler costs: it starts in two
                // thirds of the time.
                .with("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1")
                // A market that nobody watches need not move twenty times a second.
                .with("PRICE_MIN_INTERVAL", "250ms")
                // A busy machine is no broken one.
                .with("OPENBELL_DEADLINES_READS", "15s")
                .with("OPENBELL_DEADLINES_CHANGES", "15s")
                .with("OPENBELL_DEADLINES_KEYS", "15s");
    }

    /** Only what takes orders and writes them down: no prices, no bots, no frames. It starts in half the time. */
    public static Setup small(Path data) throws IOException {
        return quiet(data)
                .withServices(
                        Service.DB_PROCESSOR,
                        Service.AUTH_SERVICE,
                        Service.MATCHER,
                        Service.EDGE_API,
                        Service.OTP_MAILER);
    }

    private static String instruments() {
        var list = new StringBuilder();
        var entry = """
                - {symbol: %s, base: %s, quote: USD, tick: "%s", lot: "%s", min_notional: "5", price_band: "0.5", \
                collar: "0.05", maker_fee: "0.0005", taker_fee: "0.001"}
                """;
        list.append(entry.formatted("BTC-USD", "BTC", "0.5", "0.0001"));
        list.append(entry.formatted("ETH-USD", "ETH", "0.01", "0.0001"));
        list.append(entry.formatted("SOL-USD", "SOL", "0.01", "0.001"));
        list.append(entry.formatted("BOT-USD", "SOL", "0.01", "0.001"));
        for (int i = 1; i <= FRESH_INSTRUMENTS; i++) list.append(entry.formatted(symbol(i), "SOL", "0.01", "0.001"));
        list.append(cfd("BNB_USDC", "BNB", "0.01"));
        for (int i = 1; i <= FRESH_CFDS; i++) list.append(cfd(freshCfd(i), "BTC", "0.1"));
        return list.toString();
    }

    private static String cfd(String symbol, String base, String tick) {
        return """
                - {symbol: %s, kind: cfd, base: %s, quote: USD, tick: "%s", lot: "0.0001", min_notional: "1", \
                taker_fee: "0.0005", max_leverage: 100, maintenance_rate: "0.005", financing_rate: "0.0001"}
                """.formatted(symbol, base, tick);
    }
}
