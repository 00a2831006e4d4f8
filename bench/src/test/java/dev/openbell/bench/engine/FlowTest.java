package dev.openbell.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The flow is the published one: figures measured with it elsewhere can stand beside ours. */
class FlowTest {
    @Test
    void aThousandRestingOrders() {
        assertThat(Flow.real(1_000).outcome())
                .isEqualTo(new Outcome(519_602, 4_487_933, 448_449_062_217L, 999, 15_850));
    }

    @Test
    void aHundredThousandRestingOrders() {
        assertThat(Flow.real(100_000).outcome())
                .isEqualTo(new Outcome(484_206, 4_181_980, 410_969_839_626L, 99_995, 1_666_237));
    }
}
