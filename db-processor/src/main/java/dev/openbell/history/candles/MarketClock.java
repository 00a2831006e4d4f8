package dev.openbell.history.candles;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time of each shard's engine: as its events tell it, and between them as it goes on by itself. So it is behind while the log is, and
 * does not follow a clock of this machine that jumps. Where nothing has been heard yet, the wall's clock is all there is.
 */
@Singleton
public final class MarketClock {
    /** What happened before a candle's end is in the tables by then: they are at most a second behind an answer. */
    private static final long BEHIND = TimeUnit.SECONDS.toMicros(1);

    /** The feed may be written down later, because its ticks are collected. */
    private static final long FEED_BEHIND = TimeUnit.SECONDS.toMicros(5);

    private record Heard(long timeMicros, long atNanos) {}

    private final Map<Integer, Heard> shards = new ConcurrentHashMap<>();
    private final InstantSource wall;
    private final LongSupplier nanos;

    @Inject
    public MarketClock() {
        this(InstantSource.system(), System::nanoTime);
    }

    MarketClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
    }

    /** An event of this time is in the tables. What was heard before may come again, and turns nothing back. */
    public void heard(int shard, long timeMicros) {
        var now = new Heard(timeMicros, nanos.getAsLong());
        shards.merge(shard, now, (before, later) -> time(before) > timeMicros ? before : later);
    }

    /** What the venue's clocks show; the foremost where there are several shards. */
    public long now() {
        return shards.values().stream().mapToLong(this::time).max().orElseGet(this::wallMicros);
    }

    /**
     * Whether nothing can happen any more before this time.
     *
     * @param shard null for what is the feed's
     */
    public boolean isPast(@Nullable Integer shard, long timeMicros) {
        if (shard == null) return wallMicros() - FEED_BEHIND >= timeMicros;
        var heard = shards.get(shard);
        if (heard == null) return wallMicros() - BEHIND >= timeMicros;
        return heard.timeMicros >= timeMicros || time(heard) - BEHIND >= timeMicros;
    }

    private long time(Heard heard) {
        return heard.timeMicros + TimeUnit.NANOSECONDS.toMicros(nanos.getAsLong() - heard.atNanos);
    }

    private long wallMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, wall.instant());
    }
}
