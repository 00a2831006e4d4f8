package dev.openbell.feed;

import dev.openbell.events.v1.PriceUpdate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The synthetic source: each symbol walks by itself and is published whenever it has moved.
 *
 * <p>It moves at irregular times, more often in a storm; never sooner after the move before than the least interval, and never later than a
 * second after it.
 */
final class Feed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Feed.class);
    private static final double CALM_PAUSE_SECONDS = 0.25;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Duration leastInterval;
    private final RandomGenerator.SplittableGenerator random;
    private final Consumer<PriceUpdate> publish;
    private final long epochMicros;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("feed").daemon().factory());

    /** @param epochMicros when the feed was started: a later run has a higher one, so that its first update counts as newer */
    Feed(
            Duration leastInterval,
            RandomGenerator.SplittableGenerator random,
            long epochMicros,
            Consumer<PriceUpdate> publish) {
        this.leastInterval = leastInterval;
        this.random = random;
        this.epochMicros = epochMicros;
        this.publish = publish;
    }

    void start(Symbol symbol) {
        var stall = new Stall(symbol, random.split());
        thread.execute(stall::move);
    }

    /** One symbol: where its price is, and how often it was published. */
    private final class Stall {
        private final Symbol symbol;
        private final RandomGenerator random;
        private final Walk walk;
        private long movedAt = System.nanoTime();
        private long sequence;

        Stall(Symbol symbol, RandomGenerator random) {
            this.symbol = symbol;
            this.random = random;
            this.walk = new Walk(symbol, random);
        }

        void move() {
            long now = System.nanoTime();
            var quote = walk.after((now - movedAt) / 1e9);
            movedAt = now;
            try {
                publish.accept(update(quote));
            } catch (RuntimeException e) {
                log.error("A price of {} could not be published", symbol, e);
            }
            var _ = thread.schedule(this::move, pauseNanos(), TimeUnit.NANOSECONDS);
        }

        private PriceUpdate update(Quote quote) {
            return PriceUpdate.newBuilder()
                    .setSymbol(symbol.name())
                    .setBidE8(quote.bidE8())
                    .setAskE8(quote.askE8())
                    .setLastE8(quote.lastE8())
                    .setSourceEpoch(epochMicros)
                    .setSourceSequence(++sequence)
                    .setSourceTimeMicros(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()))
                    .setSource("synthetic")
                    .build();
        }

        private long pauseNanos() {
            double more = random.nextExponential() * CALM_PAUSE_SECONDS / walk.storm();
            long pause = leastInterval.toNanos() + (long) (more * 1e9);
            return Math.min(pause, Math.max(leastInterval.toNanos(), LONGEST_PAUSE.toNanos()));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
