package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Floor.e8;
import static dev.openbell.matcher.engine.PositionChange.MARGIN_CALLED;
import static dev.openbell.matcher.engine.PositionChange.OPENED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.money.E8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The broker's sums, each reckoned by hand: opening and closing cost 0.05 % of what changes hands, the maintenance rate is 0.5 %, a tick
 * 0.1, a lot 0.0001.
 */
class WorkedExamplesTest extends CfdFloor {
    /**
     * The first row, which stands in the rules of the market too: 600 × 10 ÷ 60000 = 0.1. The fee is 6000 × 0.0005 = 3. Liquidation:
     * (6000 − 600) ÷ (0.1 × 0.995) = 54271.35…, down to the tick. At the mark, the bid, it has lost 0.1 × 10 = 1, so that the level is 599
     * ÷ (0.005 × 5999).
     */
    @ParameterizedTest(name = "{0} {1} x {2} at {3}")
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            direction | margin | leverage | feed            | quantity | fee      | liquidation | unrealized | level
            LONG      |    600 |       10 | 59990 / 60000   |   0.1    | 3        |     54271.3 |       -1   | 19.96999499
            SHORT     |    600 |       10 | 60000 / 60010   |   0.1    | 3        |     65671.7 |       -1   | 19.96333944
            LONG      |    100 |      100 | 59990 / 60000   |   0.1666 | 4.998    |     59698.2 |    -1.666  | 1.96779495
            SHORT     |    100 |      100 | 60000 / 60010   |   0.1666 | 4.998    |     60298.8 |    -1.666  | 1.96713913
            LONG      |   1000 |        1 | 59990 / 60000   |   0.0166 | 0.498    |           0 |    -0.166  | 200.80334674
            SHORT     |   1000 |        1 | 60000 / 60010   |   0.0166 | 0.498    |    119642.8 |    -0.166  | 200.73642344
            LONG      |    333 |        7 | 61234.5 / 61234.5 | 0.038  | 1.1634555 |    52735   |        0   | 28.62163615
            """)
    void aPositionIsOpened(
            Direction direction,
            String margin,
            int leverage,
            String feed,
            String quantity,
            String fee,
            String liquidation,
            String unrealized,
            String level) {
        feed(feed);
        var words = margin + " x " + leverage;

        var stake = alice.goes(direction, words);

        var entry = feed.split(" / ", -1)[direction == Direction.LONG ? 1 : 0];
        stake.is("open " + quantity + " @ " + entry);
        stake.has("margin " + margin + ", fees " + fee + ", liquidation " + liquidation + ", unrealized " + unrealized);
        stake.has("level " + level);
        long free = e8("100000") - e8(margin) - e8(fee);
        assertThat(engine().summary(alice.account).marginFree()).isEqualTo(free);
    }

    /** 100000 − 3 for opening; + 0.1 × 1000 − 6100 × 0.0005 = 100 − 3.05 for closing. */
    @Test
    void whatIsWonIsPaidByTheHouse() {
        feed("59990 / 60000");
        var stake = alice.goesLong("600 x 10");
        alice.has("99397 USD, 600 margin");

        feed("61000 / 61010");
        stake.has("unrealized 100, level 22.95081967"); // 700 ÷ 30.5
        stake.closes().is("closed 0.1 @ 61000").has("realized 100, fees 6.05");

        alice.has("100093.95 USD");
        houseHas(House.CFD, "-100");
        houseHas(House.FEES, "6.05");
    }

    /** − 3 for opening; 0.1 × (60000 − 61010) − 6101 × 0.0005 = − 101 − 3.0505 for closing. */
    @Test
    void aShortIsClosedAtTheAsk() {
        feed("60000 / 60010");
        var stake = alice.goesShort("600 x 10");

        feed("61000 / 61010");
        stake.closes().is("closed 0.1 @ 61010").has("realized -101, fees 6.0505");

        alice.has("99892.9495 USD");
        houseHas(House.CFD, "101");
    }

    /**
     * Four tenths: margin 240, profit 0.04 × 1000 = 40, fee 2440 × 0.0005 = 1.22. The rest keeps its price of liquidation: (3600 − 360) ÷
     * (0.06 × 0.995).
     */
    @Test
    void aPartIsClosed() {
        feed("59990 / 60000");
        var stake = alice.goesLong("600 x 10");
        feed("61000 / 61010");

        stake.closes("0.04");

        stake.is("open 0.06 @ 60000").has("margin 360, realized 40, fees 4.22, unrealized 60, liquidation 54271.3");
        alice.has("99675.78 USD, 360 margin"); // 99397 + 240 + 40 − 1.22
        stake.closes().is("closed 0.06 @ 61000").has("realized 100, fees 6.05");
        alice.has("100093.95 USD");
    }

    /** A third of 100.00000001 is 33.33333333 and a bit, which stays with the rest. */
    @Test
    void theMarginOfAPartIsRoundedDownAndTheLastPartHasAllThatIsLeft() {
        feed("60000 / 60000");
        var stake = alice.goesLong("100.00000001 x 9"); // 0.015 BTC

        stake.closes("0.005").has("margin 66.66666668");
        stake.closes("0.005").has("margin 33.33333334");
        stake.closes();

        alice.has("99999.1 USD"); // − 6 × 0.15: opening 900 and closing 300 three times
    }

    /**
     * 0.1 at 60000 for a long and at 59990 for a short, opened for 3 and 2.9995. What the price that closes it, the second number of a
     * short's, is better or worse by is won or lost ten times less: the first row loses 250 and pays 5750 × 0.0005 = 2.875 for closing. The
     * trailing stop of the long goes from 59490 to 60500, that of the short from 60500 to 59500.
     */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            direction | trigger    | feed                         | end                       | realized | fees    | USD
            LONG      | stop 58000 | 57500 / 57510                | stop_loss 0.1 @ 57500     |   -250   | 5.875   |  99744.125
            SHORT     | stop 61000 | 60990 / 61000                | stop_loss 0.1 @ 61000     |   -101   | 6.0495  |  99892.9505
            LONG      | take 61000 | 61005 / 61015                | take_profit 0.1 @ 61005   |    100.5 | 6.05025 | 100094.44975
            SHORT     | take 59000 | 58990 / 59000                | take_profit 0.1 @ 59000   |     99   | 5.9495  | 100093.0505
            LONG      | trail 500  | 61000 / 61010, 60400 / 60410 | trailing_stop 0.1 @ 60400 |     40   | 6.02    | 100033.98
            SHORT     | trail 500  | 58990 / 59000, 59490 / 59500 | trailing_stop 0.1 @ 59500 |     49   | 5.9745  | 100043.0255
            """)
    void aPriceClosesIt(
            Direction direction, String trigger, String feed, String end, String realized, String fees, String usd) {
        feed("59990 / 60000");
        var stake = alice.goes(direction, "600 x 10 " + trigger);

        for (var price : feed.split(", ", -1)) {
            stake.is("open 0.1 @ " + (direction == Direction.LONG ? "60000" : "59990"));
            feed(price);
        }

        stake.is(end).has("realized " + realized + ", fees " + fees);
        alice.has(usd + " USD");
        houseHas(House.CFD, E8.format(-e8(realized)));
        houseHas(House.FEES, fees);
    }

    /**
     * A long at P has 0.1 P − 5400 left and 0.0005 P is its maintenance margin: it is called up to 5400 ÷ 0.09925 = 54408.06…, and there is
     * margin again above 5400 ÷ 0.0992 = 54435.48…. A short has 6599 − 0.1 P left: from 6599 ÷ 0.10075 = 65498.75… on, below 6599 ÷ 0.1008
     * = 65466.26….
     */
    @ParameterizedTest(name = "{0} is called at {2}")
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            direction | not yet         | called          | level      | not enough      | enough
            LONG      | 54408.1 / 54420 | 54408 / 54420   | 1.49977944 | 54435.4 / 54440 | 54435.5 / 54440
            SHORT     | 65490 / 65498.7 | 65490 / 65498.8 | 1.4998748  | 65460 / 65466.3 | 65460 / 65466.2
            """)
    void marginIsCalledForOnceUntilThereIsEnough(
            Direction direction, String notYet, String called, String level, String notEnough, String enough) {
        feed("59990 / 60000");
        var stake = alice.goes(direction, "600 x 10");

        feed(notYet);
        assertThat(stake.story()).containsExactly(OPENED);
        feed(called);
        stake.has("level " + level);
        feed(notEnough);
        feed(called);
        assertThat(stake.story()).containsExactly(OPENED, MARGIN_CALLED);
        feed(enough);
        feed(called);

        assertThat(stake.story()).containsExactly(OPENED, MARGIN_CALLED, MARGIN_CALLED);
    }

    /** At 53000 it has lost 700 and closing costs 2.65: that is 102.65 more than the margin. */
    @Test
    void whatAGapTakesBeyondTheMarginTheHousePays() {
        feed("59990 / 60000");
        var stake = alice.goesLong("600 x 10");

        feed("53000 / 53010");

        stake.is("liquidated 0.1 @ 53000").has("realized -700, fees 5.65, margin 600");
        alice.has("99397 USD");
        houseHas(House.GAP, "-102.65");
        houseHas(House.CFD, "700");
        houseHas(House.FEES, "5.65");
        assertThat(told())
                .filteredOn(Told.PositionChanged.class::isInstance)
                .last()
                .satisfies(
                        told -> assertThat(((Told.PositionChanged) told).gap()).isEqualTo(e8("102.65")));
    }

    /** At 54271.3 it has lost 572.87; closing costs 2.713565; the rest of the margin comes back. */
    @Test
    void whoIsLiquidatedInTimeGetsTheRestBack() {
        feed("59990 / 60000");
        var stake = alice.goesLong("600 x 10");

        feed("54271.4 / 54280");
        stake.is("open 0.1 @ 60000").has("level 1.00015846"); // 27.14 ÷ 27.1357
        feed("54271.3 / 54280");

        stake.is("liquidated 0.1 @ 54271.3").has("realized -572.87");
        alice.has("99421.416435 USD"); // 99397 + 600 − 572.87 − 2.713565
        houseHas(House.GAP, "0");
    }

    /** Each day at 22:00 UTC: a long 0.01 % of the bid, a short of the ask. 0.1 × 5.999 and 0.1 × 6 after one night, at 59990 / 60000. */
    @Test
    void holdingIsPaidForWhenItIsOver() {
        feed("59990 / 60000");
        var rises = alice.goesLong("600 x 10");
        var falls = bob.goesShort("600 x 10"); // 600 × 10 ÷ 59990 is 0.1000 lots
        untilTheHour();
        rises.has("financing 0");

        micros(1);

        rises.has("financing 0.5999, liquidation 54271.3, unrealized -1, margin 600");
        falls.has("financing 0.6");
        alice.has("99397 USD, 600 margin");
        feed("59990 / 60000");
        carol.goesLong("600 x 10").has("financing 0");
        rises.closes().has("financing 0.5999");
        alice.has("99992.4006 USD"); // 99397 + 600 − 1 − 2.9995 − 0.5999
        houseHas(House.FINANCING, "0.5999");
    }

    /** 22 hours after midnight; it is one second past it. */
    private void untilTheHour() {
        micros(22 * 3600_000_000L - now() - 1);
    }

    private void houseHas(House pocket, String usd) {
        var has = engine().balances(pocket.account()).stream()
                .filter(balance -> balance.asset().equals("USD"))
                .mapToLong(Balance::total)
                .sum();
        assertThat(has).isEqualTo(e8(usd));
    }
}
