package dev.openbell.history.positions;

import static dev.openbell.trading.v1.Side.BUY;
import static dev.openbell.trading.v1.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.money.E8;
import dev.openbell.trading.v1.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number of the first tests was worked out on paper. */
class NettingTest {
    private final Netting netting = new Netting();

    @Test
    void whatIsBoughtCostsItsAverage() {
        buys("2 @ 100");
        holds("2", "200", "0");

        buys("1 @ 130");
        holds("3", "330", "0");
    }

    @Test
    void whatIsSoldAgainLeavesAtTheAverage() {
        buys("2 @ 100");
        buys("1 @ 130"); // 110 on average

        sells("1 @ 120");
        holds("2", "220", "10");

        sells("2 @ 105");
        holds("0", "0", "0");
    }

    @Test
    void whoIsShortGainsWhenItGetsCheaper() {
        sells("2 @ 100");
        holds("-2", "-200", "0");

        buys("1 @ 90");
        holds("-1", "-100", "10");

        buys("1 @ 115");
        holds("0", "0", "-5");
    }

    @Test
    void oneTradeMayCloseAndOpen() {
        buys("2 @ 110");

        sells("3 @ 90");
        holds("-1", "-90", "-40");

        buys("4 @ 80");
        holds("3", "240", "-30");
    }

    @Test
    void aPartTakesItsShareOfTheCostRoundedDownAndTheLastTakesTheRest() {
        buys("2 @ 0.00000001");
        buys("1 @ 0.00000002"); // three for 0.00000004

        sells("1 @ 0.00000001");
        holds("2", "0.00000003", "0");

        sells("1 @ 0.00000001");
        holds("1", "0.00000002", "0");

        sells("1 @ 0.00000001");
        holds("0", "0", "-0.00000001");
    }

    @Test
    void whatNoNumberCanHoldStaysAtTheLargest() {
        buys("90000000000 @ 1");
        buys("90000000000 @ 1");

        holds("92233720368.54775807", "92233720368.54775807", "0");
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyTradesComeToWhatPaperSays(long seed) {
        var random = new Random(seed);
        var paper = new Paper();
        for (int i = 0; i < 500; i++) {
            var side = random.nextBoolean() ? BUY : SELL;
            // On the grid of BTC-USD: prices of halves, quantities of ten-thousandths.
            long price = (1 + random.nextInt(200_000)) * E8.ONE / 2;
            long quantity = (1 + random.nextInt(50_000)) * E8.ONE / 10_000;

            netting.trade(side, price, quantity);
            paper.trade(side, BigDecimal.valueOf(price, 8), BigDecimal.valueOf(quantity, 8));

            assertThat(BigDecimal.valueOf(netting.quantity(), 8)).isEqualByComparingTo(paper.quantity);
            assertThat(BigDecimal.valueOf(netting.cost(), 8)).isEqualByComparingTo(paper.cost);
            assertThat(BigDecimal.valueOf(netting.realized(), 8)).isEqualByComparingTo(paper.cost.subtract(paper.paid));
        }
    }

    /** With decimals, and without a word of what was realized: that is what was received beyond the cost of what is held. */
    private static final class Paper {
        private BigDecimal quantity = BigDecimal.ZERO;
        private BigDecimal cost = BigDecimal.ZERO;
        private BigDecimal paid = BigDecimal.ZERO;

        void trade(Side side, BigDecimal price, BigDecimal traded) {
            var change = side == BUY ? traded : traded.negate();
            var after = quantity.add(change);
            paid = paid.add(price.multiply(change));
            if (quantity.signum() * change.signum() >= 0) {
                cost = cost.add(price.multiply(change));
            } else if (after.signum() == quantity.signum()) {
                var left = cost.multiply(change.abs()).divide(quantity.abs(), 8, RoundingMode.DOWN);
                cost = cost.subtract(left);
            } else {
                cost = price.multiply(after);
            }
            quantity = after;
        }
    }

    private void buys(String quantityAtPrice) {
        trade(BUY, quantityAtPrice);
    }

    private void sells(String quantityAtPrice) {
        trade(SELL, quantityAtPrice);
    }

    private void trade(Side side, String quantityAtPrice) {
        var terms = quantityAtPrice.split(" @ ", -1);
        netting.trade(side, E8.parse(terms[1]), E8.parse(terms[0]));
    }

    private void holds(String quantity, String cost, String realized) {
        assertThat(E8.format(netting.quantity())).isEqualTo(quantity);
        assertThat(E8.format(netting.cost())).isEqualTo(cost);
        assertThat(E8.format(netting.realized())).isEqualTo(realized);
    }
}
