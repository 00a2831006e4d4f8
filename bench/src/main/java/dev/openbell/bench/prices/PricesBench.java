package dev.openbell.bench.prices;

import dev.openbell.bench.client.LiveSocket;
import dev.openbell.bench.stand.BenchFolder;
import dev.openbell.chassis.money.E8;
import dev.openbell.standalone.Venue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;

/**
 * From a message of the exchange to the frame at a WebSocket client, and from a break to the first price that was made after it: every
 * service runs on the same machine, and the exchange too.
 */
public final class PricesBench {
    private static final List<String> SYMBOLS = List.of("SOL_USDC", "BTC_USDC", "ETH_USDC", "DOGE_USDC", "BNB_USDC");

    /** Together 25 messages a second, none of a symbol so soon after the one before that the feed would keep it back. */
    private static final long PAUSE_MS = 40;

    /** Longer than a line must have held, so that the feed tries again at once. */
    private static final long BETWEEN_BREAKS_MS = 11_000;

    /** What dies again sooner than this is started again later each time. */
    private static final long BETWEEN_KILLS_MS = 20_000;

    private static final int WARM_UP = 500;
    private static final long ONE = E8.ONE;

    private final int messages;
    private final int breaks;
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private long quotes;

    /**
     * A benchmark.
     *
     * @param messages how many messages are timed
     * @param breaks how often the exchange breaks the line, and how often the feed itself is killed
     */
    public PricesBench(int messages, int breaks) {
        this.messages = messages;
        this.breaks = breaks;
    }

    /** Runs against a venue of its own. */
    public void run() throws IOException, InterruptedException {
        try (var exchange = new LocalExchange();
                var folder = new BenchFolder();
                var venue = open(exchange, folder);
                var client = new LiveSocket(venue.addresses().webSocket()).subscribe(List.of("prices"), SYMBOLS)) {
            System.out.printf("%n%-44s %8s %8s %8s%n", "", "p50", "p99", "max");
            print("message to WebSocket client", delivery(exchange, client), messages + " messages");
            print(
                    "line broken to fresh price",
                    afterBreaks(exchange, client, exchange::breaksAllLines, BETWEEN_BREAKS_MS),
                    breaks + " breaks");
            print(
                    "feed killed to fresh price",
                    afterBreaks(exchange, client, () -> kill(venue), BETWEEN_KILLS_MS),
                    breaks + " kills");
        }
    }

    /** A venue is open when it has prices. */
    private Venue open(LocalExchange exchange, BenchFolder folder) throws InterruptedException {
        try (var market = new Market(exchange)) {
            return Venue.start(folder.setup()
                    .with("OPENBELL_PRICE_SOURCE", "backpack")
                    .with("BACKPACK_WS_URL", exchange.address().toString()));
        }
    }

    private Histogram delivery(LocalExchange exchange, LiveSocket client) throws InterruptedException {
        var took = new Histogram(3);
        awaitFresh(exchange, client);
        for (int i = -WARM_UP; i < messages; i++) {
            var name = quote(exchange);
            var frame = client.await(
                    next -> next.type().equals("price") && nameOf(next).equals(name));
            long sent = sentAt.getOrDefault(name, frame.at());
            if (i >= 0) took.recordValue((frame.at() - sent) / 1_000);
            Thread.sleep(PAUSE_MS);
        }
        return took;
    }

    /** Something breaks. */
    @FunctionalInterface
    private interface Break {
        void happen() throws InterruptedException;
    }

    private Histogram afterBreaks(LocalExchange exchange, LiveSocket client, Break accident, long betweenMs)
            throws InterruptedException {
        var took = new Histogram(3);
        for (int i = 0; i < breaks; i++) {
            try (var market = new Market(exchange)) {
                Thread.sleep(betweenMs);
            }
            accident.happen();
            long broken = System.nanoTime();
            took.recordValue((awaitFresh(exchange, client) - broken) / 1_000);
        }
        return took;
    }

    /** Quotes until one arrives that was made from now on; says when it did. */
    private long awaitFresh(LocalExchange exchange, LiveSocket client) throws InterruptedException {
        long from = System.nanoTime();
        try (var market = new Market(exchange)) {
            return client.await(next -> next.type().equals("price") && sentAt.getOrDefault(nameOf(next), 0L) >= from)
                    .at();
        }
    }

    /** Quotes without end, until it is closed. */
    private final class Market implements AutoCloseable {
        private final LocalExchange exchange;
        private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::quote);

        Market(LocalExchange exchange) {
            this.exchange = exchange;
            thread.start();
        }

        private void quote() {
            try {
                while (true) {
                    PricesBench.this.quote(exchange);
                    Thread.sleep(PAUSE_MS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws InterruptedException {
            thread.interrupt();
            thread.join();
        }
    }

    /** Another price of the next symbol, unlike any before. */
    private String quote(LocalExchange exchange) {
        long number = ++quotes;
        var symbol = SYMBOLS.get((int) (number % SYMBOLS.size()));
        long bid = 1_000 * ONE + number * ONE / 100;
        var name = symbol + " " + E8.format(bid);
        sentAt.put(name, System.nanoTime());
        exchange.quotes(symbol, bid, bid + ONE / 100);
        return name;
    }

    private static String nameOf(LiveSocket.Frame frame) {
        return frame.json().path("symbol").asText() + " "
                + frame.json().path("bid").asText();
    }

    private static void kill(Venue venue) throws InterruptedException {
        venue.kill("price-feed");
    }

    private static void print(String what, Histogram took, String of) {
        System.out.printf(
                "%-44s %8.2f %8.2f %8.2f   ms of %s%n",
                what,
                took.getValueAtPercentile(50) / 1e3,
                took.getValueAtPercentile(99) / 1e3,
                took.getMaxValue() / 1e3,
                of);
    }
}
