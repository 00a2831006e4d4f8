package dev.openbell.feed.synthetic;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.feed.Outlet;
import dev.openbell.feed.Quote;
import dev.openbell.feed.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The synthetic source: each symbol walks by itself, at irregular times, more often in a storm; never sooner after a move than the least
 * interval, and never later than a second after it.
 */
public final class SyntheticMarket implements Source {
    private static final double CALM_PAUSE_SECONDS = 0.5;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Duration leastInterval;
    private final RandomGenerator.SplittableGenerator random;
    private final Map<String, Symbol> symbols = new LinkedHashMap<>();
    private final Map<String, Stall> stalls = new LinkedHashMap<>();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("market").daemon().factory());

    /** @param random the same seed makes the same market */
    public SyntheticMarket(List<String> symbols, Duration leastInterval, RandomGenerator.SplittableGenerator random) {
        for (var name : symbols) {
            var symbol = Symbol.named(name);
            this.symbols.put(symbol.name(), symbol);
        }
        this.leastInterval = leastInterval;
        this.random = random;
    }

    @Override
    public String name() {
        return "synthetic";
    }

    @Override
    public void start(Outlet outlet) {
        thread.execute(() -> symbols.forEach((name, symbol) -> {
            var stall = new Stall(symbol, random.split(), outlet);
            stalls.put(name, stall);
            stall.move();
        }));
    }

    /**
     * A jump on demand: what a stop loss or a liquidation waits for. The price goes on from there.
     *
     * @param factor by how much, for example 0.9
     * @return where it stands now
     */
    public CompletableFuture<Quote> jump(String symbol, double factor) {
        return CompletableFuture.supplyAsync(
                () -> {
                    var stall = stalls.get(symbol);
                    if (stall == null) throw new Refusal(Code.NOT_FOUND, "There is no symbol " + symbol);
                    return stall.jump(factor);
                },
                thread);
    }

    @Override
    public Set<String> silent() {
        return Set.of();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** One symbol: where its price is, and when it moves next. */
    private final class Stall {
        private final Symbol symbol;
        private final RandomGenerator random;
        private final Outlet outlet;
        private final Walk walk;
        private long movedAt = System.nanoTime();

        Stall(Symbol symbol, RandomGenerator random, Outlet outlet) {
            this.symbol = symbol;
            this.random = random;
            this.outlet = outlet;
            walk = new Walk(symbol, begin(), random);
        }

        /** A feed that comes back goes on from where it was: a price that leaps takes positions with it. */
        private long begin() {
            var before = outlet.before(symbol.name());
            return before == null ? symbol.startE8 : before.bidE8() + (before.askE8() - before.bidE8()) / 2;
        }

        void move() {
            show(walk.after(secondsSinceTheLastMove()));
            var _ = thread.schedule(this::move, pauseNanos(), TimeUnit.NANOSECONDS);
        }

        Quote jump(double factor) {
            walk.jump(factor);
            return show(walk.after(secondsSinceTheLastMove()));
        }

        private Quote show(Quote quote) {
            outlet.quote(symbol.name(), quote, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
            return quote;
        }

        private double secondsSinceTheLastMove() {
            long now = System.nanoTime();
            double seconds = (now - movedAt) / 1e9;
            movedAt = now;
            return seconds;
        }

        private long pauseNanos() {
            double more = random.nextExponential() * CALM_PAUSE_SECONDS / walk.storm();
            long pause = leastInterval.toNanos() + (long) (more * 1e9);
            return Math.min(pause, Math.max(leastInterval.toNanos(), LONGEST_PAUSE.toNanos()));
        }
    }
}
