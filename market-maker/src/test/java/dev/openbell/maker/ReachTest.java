package dev.openbell.maker;

import static dev.openbell.maker.Venue.SOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.Side;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ReachTest {
    private static final Instrument HALF =
            SOL.toBuilder().setPriceBandE8(Reach.NEAR / 2).build();
    private static final long PRICE = 150_00000000L;
    private static final long A_WHILE = TimeUnit.SECONDS.toNanos(5);

    private final Reach reach = new Reach();
    private long now = A_WHILE;

    @Example
    void asARuleItIsQuotedAtTheFeedsPrice() {
        assertThat(reach.isNear("SOL-USD")).isTrue();
        assertThat(reach.partE8(HALF)).isEqualTo(Reach.NEAR);
    }

    @Example
    void whereNothingIsTakenItStandsFurtherBackStepByStep() {
        reach.further(HALF, PRICE, now);
        assertThat(reach.isNear("SOL-USD")).isFalse();
        assertThat(reach.partE8(HALF)).isEqualTo(75_000_000);

        reach.further(HALF, PRICE, now);
        assertThat(reach.partE8(HALF)).isEqualTo(56_250_000);
        assertThat(reach.isNear("BTC-USD")).isTrue();
    }

    @Example
    void itComesNearerAfterAWhileAndIsNearOnceItHasStoodThere() {
        reach.further(HALF, PRICE, now);
        reach.further(HALF, PRICE, now);

        reach.nearer(HALF, PRICE, now + A_WHILE - 1);
        assertThat(reach.partE8(HALF)).isEqualTo(56_250_000);
        reach.nearer(HALF, PRICE, now += A_WHILE);
        assertThat(reach.partE8(HALF)).isEqualTo(75_000_000);
        reach.nearer(HALF, PRICE, now += A_WHILE);
        assertThat(reach.partE8(HALF)).isEqualTo(Reach.NEAR);
        assertThat(reach.isNear("SOL-USD")).as("as long as that is a try").isFalse();
        reach.nearer(HALF, PRICE, now += A_WHILE);
        assertThat(reach.isNear("SOL-USD")).isTrue();
    }

    @Example
    void whenThePriceComesBackItIsTriedAtOnce() {
        for (int i = 0; i < 3; i++) reach.further(HALF, PRICE, now);

        reach.nearer(HALF, PRICE * 1_009 / 1_000, now);
        assertThat(reach.partE8(HALF)).as("it wavers").isLessThan(Reach.NEAR);
        reach.nearer(HALF, PRICE * 9 / 10, now);
        assertThat(reach.partE8(HALF)).isEqualTo(Reach.NEAR);
        assertThat(reach.isNear("SOL-USD")).isFalse();
    }

    @Example
    void beyondAThousandthTheSearchBeginsAgain() {
        int steps = 0;
        do {
            reach.further(HALF, PRICE, now);
            assertThat(reach.partE8(HALF)).isGreaterThanOrEqualTo(Reach.NEAR / 1_000);
            steps++;
        } while (reach.partE8(HALF) < Reach.NEAR);

        assertThat(steps).isEqualTo(25);
    }

    /**
     * Wherever the feed's price and the last trade are: the bot finds a step at which one side is taken, no quote is ever better than the feed's
     * price, and where its best quote trades each time, the band comes along to the feed's price. (As long as it spans more than a tick: else
     * there is no other price to trade at.)
     */
    @Property(tries = 300)
    void tradesTakeTheBandToTheFeedsPrice(
            @ForAll @LongRange(min = 50_00000000L, max = 5_000_00000000L) long feed,
            @ForAll @DoubleRange(min = 0.02, max = 50) double times,
            @ForAll @IntRange(min = 5, max = 90) int bandPercent) {
        var rules = SOL.toBuilder().setPriceBandE8(bandPercent * 1_000_000L).build();
        long last = Math.max(rules.getTickE8(), Ladder.down((long) (feed * times), rules.getTickE8()));
        int turns = 0;

        while (!reach.isNear("SOL-USD") || turns == 0) {
            assertThat(++turns).as("turns").isLessThan(10_000);
            var ladder = Ladder.around(feed, reach.partE8(rules), 0, rules);
            long band = Ladder.product(last, rules.getPriceBandE8()), reference = last;
            var taken = ladder.rungs().stream()
                    .filter(rung -> Math.abs(rung.priceE8() - reference) <= band)
                    .findFirst();
            if (taken.isEmpty()) {
                reach.further(rules, feed, now);
            } else {
                boolean isBid = taken.get().side() == Side.BUY;
                last = taken.get().priceE8();
                assertThat(isBid ? last <= feed : last >= feed).isTrue();
                reach.nearer(rules, feed, now += A_WHILE);
            }
        }

        assertThat(last).isBetween(feed * 99 / 100 - 2 * rules.getTickE8(), feed * 101 / 100 + 2 * rules.getTickE8());
    }
}
