package dev.openbell.maker;

import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.Side;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The orders that should stand around a price: several on each side, larger further out.
 *
 * <p>Who has too much of an asset leans: the whole ladder stands a little lower, so that others rather buy from it than sell to it, and what
 * it bids for is less than what it offers.
 */
record Ladder(List<Rung> rungs) {
    static final int RUNGS = 5;

    /** How far the first rung lies from the middle, and each next one from the last, in parts of 10,000. */
    private static final int STEP_BPS = 4;

    /** How far the ladder is shifted at most, in the same parts: it always stands around the price. */
    private static final int MOST_SHIFT_BPS = 3;

    /** A side that is leant against still stands with a quarter of its size. */
    private static final int LEAST_SIZE_BPS = 2_500;

    /** An order whose size has changed by less than this part need not be touched. */
    private static final int WORTH_CHANGING = 4;

    /** All of 10,000 parts. */
    static final int ALL = 10_000;

    private static final long FIRST_RUNG_USD_E8 = 2_000_00000000L;
    private static final long ONE = 100_000_000L;

    record Rung(Side side, long priceE8, long quantityE8) {
        /** Whether the order does as it is. */
        boolean isWhat(Order order) {
            return order.getSide() == side
                    && order.getPriceE8() == priceE8
                    && Math.abs(order.getRemainingQuantityE8() - quantityE8) <= quantityE8 / WORTH_CHANGING;
        }
    }

    /**
     * The ladder around a price.
     *
     * @param partE8 of the price at which the bids stand, while the asks stand as many times above it; {@link Reach#NEAR} as a rule
     * @param lean from -10,000 (has none of it) over 0 (has what it wants) to 10,000 (has twice that, or more)
     */
    static Ladder around(long middleE8, long partE8, int lean, Instrument rules) {
        var rungs = new ArrayList<Rung>();
        long tick = rules.getTickE8();
        long below = product(middleE8, partE8), above = quotient(middleE8, partE8);
        long bids = shifted(below, lean), asks = shifted(above, lean);
        long bid = down(bids, tick) + tick, ask = down(asks, tick);
        for (int i = 1; i <= RUNGS; i++) {
            // On a coarse grid several steps would fall on one price.
            bid = Math.min(down(bids - bids / ALL * STEP_BPS * i, tick), bid - tick);
            ask = Math.max(down(asks + asks / ALL * STEP_BPS * i, tick) + tick, ask + tick);
            long worth = FIRST_RUNG_USD_E8 * i;
            add(rungs, Side.BUY, bid, sized(quotient(worth, below), -lean), rules);
            add(rungs, Side.SELL, ask, sized(quotient(worth, above), lean), rules);
        }
        return new Ladder(rungs);
    }

    private static long shifted(long middle, int lean) {
        return middle - middle / ALL * MOST_SHIFT_BPS * lean / ALL;
    }

    /** What the venue would not take is left out. */
    private static void add(List<Rung> rungs, Side side, long price, long quantity, Instrument rules) {
        long whole = down(quantity, rules.getLotE8());
        if (price > 0 && whole > 0 && isWorth(rules.getMinNotionalE8(), price, whole)) {
            rungs.add(new Rung(side, price, whole));
        }
    }

    private static long sized(long quantity, int lean) {
        return quantity / ALL * Math.max(LEAST_SIZE_BPS, ALL + Math.min(lean, 0));
    }

    private static boolean isWorth(long moneyE8, long priceE8, long quantityE8) {
        return times(priceE8, quantityE8).compareTo(times(moneyE8, ONE)) >= 0;
    }

    static long product(long oneE8, long otherE8) {
        return times(oneE8, otherE8).divide(BigInteger.valueOf(ONE)).longValueExact();
    }

    /** For example money ÷ price: how much that buys. */
    static long quotient(long oneE8, long otherE8) {
        return times(oneE8, ONE).divide(BigInteger.valueOf(otherE8)).longValueExact();
    }

    private static BigInteger times(long one, long other) {
        return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
    }

    static long down(long value, long grid) {
        return value / grid * grid;
    }
}
