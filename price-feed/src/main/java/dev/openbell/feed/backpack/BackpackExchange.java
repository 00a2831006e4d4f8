package dev.openbell.feed.backpack;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.feed.Outlet;
import dev.openbell.feed.Source;
import dev.openbell.feed.backpack.FrameReader.Garbled;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line to the exchange at a time: connects, asks for the symbols, and begins again when the line breaks or falls silent. */
public final class BackpackExchange implements Source {
    private static final Logger log = LoggerFactory.getLogger(BackpackExchange.class);
    private static final String WAITED_FOR = "Backpack Exchange", TAKEN = "taken";
    private static final Duration GLANCE = Duration.ofMillis(200);

    private final URI address;
    private final List<String> symbols;
    private final FrameReader reader;
    private final Patience patience;
    private final Waiting waiting;
    private final MeterRegistry metrics;
    private final Pauses pauses;
    private final Thread thread = Thread.ofPlatform().name("backpack").daemon().unstarted(this::run);
    private volatile Map<String, Market> markets = Map.of();
    private volatile boolean hasComplained;

    public BackpackExchange(
            URI address,
            List<String> symbols,
            FrameReader reader,
            Patience patience,
            Waiting waiting,
            MeterRegistry metrics) {
        this.address = address;
        this.symbols = symbols.stream().map(String::strip).distinct().toList();
        this.reader = reader;
        this.patience = patience;
        this.waiting = waiting;
        this.metrics = metrics;
        pauses = new Pauses(patience.shortestPause(), patience.longestPause(), RandomGenerator.getDefault());
        waiting.begin(WAITED_FOR, "not connected yet");
    }

    @Override
    public String name() {
        return "backpack";
    }

    @Override
    public void start(Outlet outlet) {
        markets =
                symbols.stream().collect(Collectors.toUnmodifiableMap(name -> name, name -> new Market(name, outlet)));
        thread.start();
    }

    @Override
    public Set<String> silent() {
        var silent = new TreeSet<String>();
        for (var market : new TreeMap<>(markets).entrySet()) {
            if (market.getValue().silentNanos() > patience.silence().toNanos()) silent.add(market.getKey());
        }
        return silent;
    }

    private void run() {
        try {
            while (true) {
                var why = stayOn();
                var pause = pauses.next();
                waiting.begin(WAITED_FOR, why);
                log.warn("No line to {}: {}; the next try comes in {} ms", address, why, pause.toMillis());
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            log.debug("Closed", e);
        }
    }

    /** From the beginning of a line to its end. */
    private String stayOn() throws InterruptedException {
        markets.values().forEach(Market::beginAgain);
        hasComplained = false;
        metrics.counter("openbell.feed.lines").increment();
        try (var line = Line.to(address, patience.connect(), this::hear)) {
            line.send(request(symbols));
            log.info("Connected to {}", address);
            return watch(line);
        } catch (IOException e) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }

    private String watch(Line line) throws IOException, InterruptedException {
        long askedAt = System.nanoTime();
        while (true) {
            var end = line.endWithin(GLANCE);
            if (line.age().compareTo(patience.proof()) > 0) pauses.beginAgain();
            if (end != null) return end;
            if (line.silentFor().compareTo(patience.silence()) > 0) {
                return "it was silent for " + line.silentFor().toMillis() + " ms";
            }
            if (System.nanoTime() - askedAt > patience.askAgain().toNanos()) {
                askedAt = System.nanoTime();
                askAgain(line);
            }
        }
    }

    /** An exchange does not say that a market is unknown to it, nor when one opens that was asked for while it was closed. */
    private void askAgain(Line line) throws IOException, InterruptedException {
        var silent = silent();
        if (silent.isEmpty()) return;
        log.warn("Nothing is heard of {}; the exchange is asked for them again", silent);
        line.send(request(silent));
    }

    private static String request(Collection<String> symbols) {
        return symbols.stream()
                .map(symbol -> "\"%s%s\",\"%s%s\"".formatted(FrameReader.TOP, symbol, FrameReader.LAST, symbol))
                .collect(Collectors.joining(",", "{\"method\":\"SUBSCRIBE\",\"params\":[", "]}"));
    }

    /** Whether it is a sign of life: something that was asked for, is believed, and is news. */
    private boolean hear(String text) {
        try {
            var result = switch (reader.read(text)) {
                case Frame.Top top -> take(top);
                case Frame.Last last -> take(last);
                case Frame.Other other -> "other";
                case Frame.Refused refused -> {
                    log.warn("The exchange refuses a request: {} {}", refused.code(), refused.message());
                    yield "refused";
                }
            };
            count(result);
            return result.equals(TAKEN);
        } catch (Garbled e) {
            count("garbled");
            if (!hasComplained) log.warn("A frame is not believed, since {}: {}", e.getMessage(), text);
            hasComplained = true;
            var market = markets.get(e.top);
            if (market != null) market.missed();
            return false;
        }
    }

    private String take(Frame.Top top) {
        var market = markets.get(top.symbol());
        if (market == null) return "other";
        if (!market.take(top)) return "old";
        waiting.done(WAITED_FOR);
        return TAKEN;
    }

    private String take(Frame.Last last) {
        var market = markets.get(last.symbol());
        if (market == null) return "other";
        market.take(last);
        return TAKEN;
    }

    private void count(String what) {
        metrics.counter("openbell.feed.frames", "result", what).increment();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
