package dev.openbell.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who carries out a flow arrives where the plain book arrives. */
class ContestantTest {
    @ParameterizedTest
    @EnumSource(Measurement.Who.class)
    void carriesOutTheFlow(Measurement.Who who) {
        var flow = Flow.real(1_000, 20_000);
        var contestant = who.anew();

        contestant.prepare(flow, 0, flow.length());
        contestant.carryOut(flow, 0, flow.length());

        assertThat(contestant.outcome()).isEqualTo(flow.outcome());
    }
}
