package dev.openbell.matcher.shard;

import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.log.LogClock;
import java.time.Duration;

/** Knows when the owner is to tell the log that time has passed: when a timer of the engine is due, or nothing else has told it for long. */
public final class Timekeeper {
    private static final long QUIET_MICROS = 10_000_000;
    private static final long UNTIL_HEARD_MICROS = 100_000;

    private final LogClock clock;
    private long toldAt;

    public Timekeeper(LogClock clock) {
        this.clock = clock;
    }

    /** What a command is stamped with. */
    public long now() {
        return clock.now();
    }

    /** How far the wall clock is ahead of it. */
    Duration wallAhead() {
        return clock.wallAhead();
    }

    /** By how much the wall clock has jumped since this was asked last. */
    Duration jump() {
        return clock.jump();
    }

    /**
     * Looks at the time that the log has come to.
     *
     * @return for how long nothing is due, in microseconds; 0 when the log is to be told
     */
    public long look(Engine engine) {
        clock.goOnFrom(engine.now());
        long due = Math.min(engine.nextTimer(), engine.now() + QUIET_MICROS);
        return Math.max(0, Math.max(due, toldAt + UNTIL_HEARD_MICROS) - clock.now());
    }

    /** The log is being told: for a moment it need not be told again. */
    public void told() {
        toldAt = clock.now();
    }
}
