package dev.openbell.matcher.log;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The time that is written into the command log, in microseconds.
 *
 * <p>It starts at the wall clock or at the last time in the log, whichever is later, and goes on with the monotonic clock: a wall clock
 * that jumps is not followed, and the log never runs back.
 */
public final class LogClock {
    private final LongSupplier nanos;
    private final long startNanos;
    private final long startMicros;

    public LogClock(Clock wall, LongSupplier nanos, long lastInLog) {
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
        this.startMicros = Math.max(micros(wall.instant()), lastInLog);
    }

    public long now() {
        return startMicros + (nanos.getAsLong() - startNanos) / 1_000;
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
