package dev.openbell.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.bots.TakeOverBench;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Two matchers on one shard, under load: the one that publishes is killed, the other goes on, and nothing is lost or doubled. */
class TakeOverTest {
    private static final int TIMES = Boolean.getBoolean("openbell.long") ? 20 : 2;

    @Test
    void nothingIsLostAndNothingHappensTwice() throws IOException, InterruptedException {
        var result = new TakeOverBench(TIMES).run();

        assertThat(result.takeOvers()).hasSize(TIMES);
        assertThat(result.answered()).isPositive();
        assertThat(result.lost()).isZero();
        assertThat(result.doubled()).isZero();
    }
}
