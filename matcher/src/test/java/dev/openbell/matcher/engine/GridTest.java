package dev.openbell.matcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** It says what a division would say, also of prices that are not on the grid. */
class GridTest {
    @ParameterizedTest
    @ValueSource(
            longs = {1, 2, 3, 7, 10, 96, 1_000_000, 100_000_000, 12_345_678_901L, Long.MAX_VALUE / 2, Long.MAX_VALUE})
    void itDividesWithoutDividing(long step) {
        var grid = new Grid(step);
        var random = new SplittableRandom(step);
        for (int i = 0; i < 50_000; i++) {
            long any = random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63);
            long onGrid = any - any % step;
            assertThat(grid.steps(onGrid)).isEqualTo(onGrid / step);
            if (grid.holds(any, grid.steps(any)) != (any == onGrid)) throw new AssertionError(any + " by " + step);
        }
    }
}
