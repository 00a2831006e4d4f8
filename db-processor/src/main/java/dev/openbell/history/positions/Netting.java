package dev.openbell.history.positions;

import dev.openbell.chassis.money.E8;
import dev.openbell.trading.v1.Side;
import java.math.BigInteger;

/**
 * What an account holds of one instrument, at average cost. Fees are not part of it; they are told with each fill.
 *
 * <p>The quantity is below zero when more was sold than bought, and the cost has the same sign: what was paid, or received. A trade
 * against the position closes it at the average, and profit or loss is realized; what is left of the trade opens anew at its price.
 *
 * <p>One thing is rounded: the cost of a part that is closed, towards zero. The last part takes the rest, so over a position's life
 * nothing is lost. (Price × quantity is a whole number on the instrument's grid.) A sum that no number can hold stays at the largest one:
 * an account that comes so far is no reason to stop the log.
 */
final class Netting {
    private static final BigInteger ONE = BigInteger.valueOf(E8.ONE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private long quantity;
    private long cost;
    private long realized;

    Netting() {}

    Netting(long quantity, long cost, long realized) {
        this.quantity = quantity;
        this.cost = cost;
        this.realized = realized;
    }

    void trade(Side side, long price, long traded) {
        long bought = side == Side.BUY ? 1 : -1;
        long held = Math.abs(quantity);
        long closing = Long.signum(quantity) == -bought ? Math.min(traded, held) : 0;
        long closedAt = worth(price, closing);
        if (closing > 0) {
            long released = share(cost, closing, held);
            realized = sum(realized, -bought * closedAt - released);
            cost -= released;
        }
        cost = sum(cost, bought * (worth(price, traded) - closedAt));
        quantity = sum(quantity, bought * traded);
    }

    long quantity() {
        return quantity;
    }

    long cost() {
        return cost;
    }

    long realized() {
        return realized;
    }

    private static long worth(long price, long quantity) {
        var product = BigInteger.valueOf(price).multiply(BigInteger.valueOf(quantity));
        return product.divide(ONE).min(MOST).longValue();
    }

    private static long share(long cost, long part, long whole) {
        var product = BigInteger.valueOf(cost).multiply(BigInteger.valueOf(part));
        return product.divide(BigInteger.valueOf(whole)).longValue();
    }

    private static long sum(long one, long other) {
        long sum = one + other;
        boolean fits = ((one ^ sum) & (other ^ sum)) >= 0;
        return fits ? Math.max(sum, -Long.MAX_VALUE) : one < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
    }
}
