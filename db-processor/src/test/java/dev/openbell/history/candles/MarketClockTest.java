package dev.openbell.history.candles;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MarketClockTest {
    private static final long NOON = TimeUnit.DAYS.toMicros(20_000) + TimeUnit.HOURS.toMicros(12);
    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);

    private long wallMicros = NOON;
    private long nanos;
    private final MarketClock clock = new MarketClock(() -> Instant.EPOCH.plusNanos(wallMicros * 1_000), () -> nanos);

    @Test
    void itGoesOnFromWhatTheEventsTell() {
        clock.heard(0, NOON - 3 * SECOND);
        passes(2 * SECOND);

        assertThat(clock.now()).isEqualTo(NOON - SECOND);
    }

    @Test
    void itIsBehindWhileTheLogIs() {
        long anHourAgo = NOON - 3_600 * SECOND;
        clock.heard(0, anHourAgo);

        assertThat(clock.isPast(0, anHourAgo)).isTrue();
        assertThat(clock.isPast(0, anHourAgo + SECOND)).isFalse();
        assertThat(clock.now()).isEqualTo(anHourAgo);
    }

    @Test
    void whatComesAgainTurnsNothingBack() {
        clock.heard(0, NOON);
        clock.heard(0, NOON - 60 * SECOND);

        assertThat(clock.now()).isEqualTo(NOON);
    }

    @Test
    void theWallsClockMayJump() {
        clock.heard(0, NOON);
        wallMicros += 3_600 * SECOND;

        assertThat(clock.now()).isEqualTo(NOON);
        assertThat(clock.isPast(0, NOON + SECOND)).isFalse();
    }

    @Test
    void inAQuietMarketAMinuteEndsByItself() {
        clock.heard(0, NOON);
        passes(SECOND);
        assertThat(clock.isPast(0, NOON + SECOND)).isFalse(); // a trade of that second may be on its way

        passes(SECOND);

        assertThat(clock.isPast(0, NOON + SECOND)).isTrue();
    }

    @Test
    void eachShardHasItsTime() {
        clock.heard(0, NOON);
        clock.heard(1, NOON - 60 * SECOND);

        assertThat(clock.now()).isEqualTo(NOON);
        assertThat(clock.isPast(1, NOON)).isFalse();
    }

    @Test
    void beforeAnythingIsHeardTheWallsClockIsAllThereIs() {
        assertThat(clock.now()).isEqualTo(NOON);
        assertThat(clock.isPast(0, NOON - SECOND)).isTrue();
        assertThat(clock.isPast(0, NOON)).isFalse();
    }

    @Test
    void theFeedIsWrittenDownLater() {
        clock.heard(0, NOON + 60 * SECOND);

        assertThat(clock.isPast(null, NOON - 5 * SECOND)).isTrue();
        assertThat(clock.isPast(null, NOON - 4 * SECOND)).isFalse();
    }

    private void passes(long micros) {
        nanos += micros * 1_000;
        wallMicros += micros;
    }
}
