package dev.openbell.maker;

import static dev.openbell.maker.Venue.SOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.maker.Ladder.Rung;
import dev.openbell.trading.v1.Side;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class LadderTest {
    /** Whatever the price and the stock, the ladder is one that a venue would take. */
    @Property
    void theLadderLiesOnTheGridAndNeverMeetsItself(
            @ForAll @LongRange(min = 10_000_000, max = 100_000_000_000_000L) long middle,
            @ForAll @IntRange(min = -10_000, max = 10_000) int lean) {
        var ladder = Ladder.around(middle, Reach.NEAR, lean, SOL);

        for (var rung : ladder.rungs()) {
            assertThat(rung.priceE8() % SOL.getTickE8()).isZero();
            assertThat(rung.quantityE8() % SOL.getLotE8()).isZero();
        }
        var bids = prices(ladder, Side.BUY);
        var asks = prices(ladder, Side.SELL);
        assertThat(bids)
                .isSortedAccordingTo((one, other) -> Long.compare(other, one))
                .doesNotHaveDuplicates();
        assertThat(asks).isSorted().doesNotHaveDuplicates();
        if (!bids.isEmpty() && !asks.isEmpty()) assertThat(bids.getFirst()).isLessThan(asks.getFirst());
    }

    @Example
    void whoHasWhatTheyWantQuotesBothSidesAlike() {
        var ladder = Ladder.around(150_00000000L, Reach.NEAR, 0, SOL);

        assertThat(ladder.rungs()).hasSize(2 * Ladder.RUNGS);
        assertThat(ladder.rungs().getFirst()).isEqualTo(new Rung(Side.BUY, 149_94000000L, 13_33300000L));
        assertThat(ladder.rungs().get(1)).isEqualTo(new Rung(Side.SELL, 150_07000000L, 13_33300000L));
        assertThat(ladder.rungs().getLast()).isEqualTo(new Rung(Side.SELL, 150_31000000L, 66_66600000L));
    }

    @Example
    void whoHasTooMuchWouldRatherSell() {
        var even = Ladder.around(150_00000000L, Reach.NEAR, 0, SOL);
        var leaning = Ladder.around(150_00000000L, Reach.NEAR, 10_000, SOL);

        assertThat(prices(leaning, Side.SELL).getFirst())
                .isLessThan(prices(even, Side.SELL).getFirst());
        assertThat(prices(leaning, Side.BUY).getFirst())
                .isLessThan(prices(even, Side.BUY).getFirst());
        assertThat(leaning.rungs().getFirst().quantityE8())
                .as("it bids for a quarter")
                .isEqualTo(3_33300000L);
        assertThat(leaning.rungs().get(1).quantityE8()).as("and offers all").isEqualTo(13_33300000L);
    }

    @Example
    void whoHasNothingWouldRatherBuy() {
        var even = Ladder.around(150_00000000L, Reach.NEAR, 0, SOL);
        var leaning = Ladder.around(150_00000000L, Reach.NEAR, -10_000, SOL);

        assertThat(prices(leaning, Side.BUY).getFirst())
                .isGreaterThan(prices(even, Side.BUY).getFirst());
        assertThat(leaning.rungs().get(1).quantityE8()).isEqualTo(3_33300000L);
    }

    @Example
    void furtherBackBidsAreLowerAndAsksHigherAndWorthTheSame() {
        var ladder = Ladder.around(150_00000000L, Reach.NEAR / 2, 0, SOL);

        assertThat(ladder.rungs().getFirst()).isEqualTo(new Rung(Side.BUY, 74_97000000L, 26_66600000L));
        assertThat(ladder.rungs().get(1)).isEqualTo(new Rung(Side.SELL, 300_13000000L, 6_66600000L));
    }

    private static List<Long> prices(Ladder ladder, Side side) {
        return ladder.rungs().stream()
                .filter(rung -> rung.side() == side)
                .map(Rung::priceE8)
                .toList();
    }
}
