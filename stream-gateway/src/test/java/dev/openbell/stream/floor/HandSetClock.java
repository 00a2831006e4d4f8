package dev.openbell.stream.floor;

import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of a test's floor: it goes as every clock does, and is set forward by hand. */
@Singleton
@Replaces(value = Clock.class, factory = WallClock.class)
public final class HandSetClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    public void goesForward(Duration step) {
        ahead = ahead.plus(step);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), ahead);
    }
}
