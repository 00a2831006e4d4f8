package dev.openbell.feed.backpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PausesTest {
    @Property(tries = 100)
    void eachIsLongerThanTheOneBeforeUntilItIsTheLongest(@ForAll long seed) {
        var pauses = new Pauses(Duration.ofMillis(250), Duration.ofSeconds(30), new SplittableRandom(seed));

        for (long most : new long[] {250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000}) {
            assertThat(pauses.next()).isBetween(Duration.ofMillis(most / 2), Duration.ofMillis(most));
        }

        pauses.beginAgain();
        assertThat(pauses.next()).isBetween(Duration.ofMillis(125), Duration.ofMillis(250));
    }
}
