package dev.openbell.maker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.Side;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Whatever the price, the ladder is one that a venue would take. */
class LadderTest {
    private static final Instrument SOL = Instrument.newBuilder()
            .setSymbol("SOL-USD")
            .setTickE8(1_000_000)
            .setLotE8(100_000)
            .build();

    @Property
    void theLadderLiesOnTheGridAndNeverMeetsItself(
            @ForAll @LongRange(min = 10_000_000, max = 100_000_000_000_000L) long middle) {
        var rungs = Ladder.around(middle, SOL).rungs();

        for (var rung : rungs) {
            assertThat(rung.priceE8() % SOL.getTickE8()).isZero();
            assertThat(rung.quantityE8() % SOL.getLotE8()).isZero();
            if (rung.side() == Side.BUY) assertThat(rung.priceE8()).isLessThanOrEqualTo(middle);
            else assertThat(rung.priceE8()).isGreaterThan(middle);
        }
    }
}
