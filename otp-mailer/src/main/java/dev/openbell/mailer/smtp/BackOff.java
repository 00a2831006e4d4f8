package dev.openbell.mailer.smtp;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Leaves a server that fails alone for a while, longer with each time: half a second at first, eight seconds at most. */
final class BackOff {
    private static final Duration SHORTEST = Duration.ofMillis(500), LONGEST = Duration.ofSeconds(8);

    private final LongSupplier nanos;
    private Duration next = SHORTEST;
    private long until;

    BackOff(LongSupplier nanos) {
        this.nanos = nanos;
        until = nanos.getAsLong();
    }

    /** How long still; nothing when it may be tried. */
    synchronized Duration left() {
        return Duration.ofNanos(Math.max(0, until - nanos.getAsLong()));
    }

    /** Several that have tried at the same time have failed once. */
    synchronized void failed() {
        if (!left().isZero()) return;
        until = nanos.getAsLong() + next.toNanos();
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
    }

    synchronized void worked() {
        next = SHORTEST;
    }
}
