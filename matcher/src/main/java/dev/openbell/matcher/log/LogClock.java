package dev.openbell.matcher.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * The time that is written into the command log, in microseconds.
 *
 * <p>It starts at the wall clock or at the last time in the log, whichever is later, and goes on with the monotonic clock: a wall clock
 * that jumps is not followed, and the log never runs back.
 */
public final class LogClock {
    private static final Duration A_JUMP = Duration.ofSeconds(1);

    private record Anchor(long nanos, long micros) {}

    private final Clock wall;
    private final LongSupplier nanos;
    private volatile Anchor anchor;
    private Duration wallAhead;

    public LogClock(Clock wall, LongSupplier nanos, long lastInLog) {
        this.wall = wall;
        this.nanos = nanos;
        this.anchor = new Anchor(nanos.getAsLong(), Math.max(micros(wall.instant()), lastInLog));
        this.wallAhead = wallAhead();
    }

    public long now() {
        var from = anchor;
        return from.micros + (nanos.getAsLong() - from.nanos) / 1_000;
    }

    /** Another instance has written a later time: this clock goes on from there, for it would stand still in the log until it came there. */
    public void goOnFrom(long lastInLog) {
        long step = lastInLog - now();
        if (step <= 0) return;
        anchor = new Anchor(nanos.getAsLong(), lastInLog);
        wallAhead = wallAhead.minus(step, ChronoUnit.MICROS);
    }

    /** How far the wall clock is ahead of this one; less than nothing when it is behind. */
    public Duration wallAhead() {
        return Duration.of(micros(wall.instant()) - now(), ChronoUnit.MICROS);
    }

    /** By how much the wall clock has jumped since this was asked last; nothing when it goes on as it should. */
    public Duration jump() {
        var ahead = wallAhead();
        var jump = ahead.minus(wallAhead);
        if (jump.abs().compareTo(A_JUMP) < 0) return Duration.ZERO;
        wallAhead = ahead;
        return jump;
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
