package dev.openbell.bench.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The matcher writes microseconds since 1970, this process counts nanoseconds since some moment. */
class LogTimeTest {
    private static final long AHEAD_MICROS = 1_700_000_000_000_000L;

    private final LogTime logTime = new LogTime();

    @Test
    void eachRequestNarrowsDownWhatLiesBetweenTheClocks() {
        // Taken in 900 µs after it was sent, then 100 µs before its answer.
        learn(1_000, 1_900, 5_000);
        assertThat(logTime.doubtMicros()).isEqualTo(2_000);

        learn(10_000, 15_000, 15_100);

        assertThat(logTime.doubtMicros()).isEqualTo(500);
        assertThat(logTime.here(AHEAD_MICROS + 20_000) / 1_000).isBetween(19_500L, 20_500L);
    }

    @Test
    void aClockThatJumpsIsNotBelieved() {
        learn(1_000, 1_100, 1_200);

        assertThatThrownBy(() -> learn(2_000, 3_100, 2_200))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the matcher's clock has jumped");
    }

    private void learn(long sentMicros, long takenMicros, long answeredMicros) {
        logTime.learn(sentMicros * 1_000, AHEAD_MICROS + takenMicros, answeredMicros * 1_000);
    }
}
