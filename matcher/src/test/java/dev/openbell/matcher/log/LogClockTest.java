package dev.openbell.matcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Whatever the wall clock says, the market's time goes on as fast as time does, and never back. */
class LogClockTest {
    private static final long NOON = 1_800_000_000_000_000L;

    private long nanos = 77;
    private Instant wall = Instant.EPOCH.plus(NOON, ChronoUnit.MICROS);

    @Test
    void itStartsAtTheWallClockAndGoesOnWithTheMonotonicOne() {
        var clock = clock(0);
        assertThat(clock.now()).isEqualTo(NOON);

        pass(Duration.ofMinutes(3));

        assertThat(clock.now()).isEqualTo(NOON + 180_000_000);
        assertThat(clock.jump()).isZero();
    }

    @Test
    void aLogThatIsAheadOfTheWallClockIsGoneOnFrom() {
        var clock = clock(NOON + 5_000_000);

        assertThat(clock.now()).isEqualTo(NOON + 5_000_000);
        assertThat(clock.wallAhead()).isEqualTo(Duration.ofSeconds(-5));
    }

    @Test
    void aWallClockThatJumpsIsReportedOnceAndNotFollowed() {
        var clock = clock(0);

        wall = wall.plus(Duration.ofHours(1));
        assertThat(clock.jump()).isEqualTo(Duration.ofHours(1));
        assertThat(clock.now()).isEqualTo(NOON);
        pass(Duration.ofSeconds(1));
        assertThat(clock.jump()).isZero();

        wall = wall.minus(Duration.ofHours(2));
        assertThat(clock.jump()).isEqualTo(Duration.ofHours(-2));
        assertThat(clock.now()).isEqualTo(NOON + 1_000_000);
    }

    @Test
    void aWallClockThatDriftsIsReportedWhenItIsASecondOff() {
        var clock = clock(0);
        wall = wall.plusMillis(600);
        assertThat(clock.jump()).isZero();
        wall = wall.plusMillis(600);
        assertThat(clock.jump()).isEqualTo(Duration.ofMillis(1200));
    }

    @Test
    void aTimeThatAnotherInstanceWroteIsGoneOnFrom() {
        var clock = clock(0);

        clock.goOnFrom(NOON + 60_000_000);
        assertThat(clock.jump()).isZero();
        assertThat(clock.now()).isEqualTo(NOON + 60_000_000);
        pass(Duration.ofSeconds(2));
        clock.goOnFrom(NOON + 61_000_000);

        assertThat(clock.now()).isEqualTo(NOON + 62_000_000);
    }

    private LogClock clock(long lastInLog) {
        return new LogClock(wallClock(), () -> nanos, lastInLog);
    }

    private Clock wallClock() {
        InstantSource source = () -> wall;
        return source.withZone(ZoneOffset.UTC);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        wall = wall.plus(time);
    }
}
