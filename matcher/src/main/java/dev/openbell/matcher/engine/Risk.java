package dev.openbell.matcher.engine;

import java.math.BigInteger;

/**
 * The arithmetic of margin. Equity is margin and unrealized profit or loss, the maintenance margin is a fraction of what the position is
 * worth, and the margin level is the one over the other.
 */
final class Risk {
    /** Margin levels in tenths: what liquidates, what is warned of, and from where on there may be another warning. */
    static final int LIQUIDATION = 10, CALL = 15, RECOVERED = 16;

    private static final BigInteger ONE = BigInteger.valueOf(Money.ONE);
    private static final BigInteger TEN_SQUARES = ONE.multiply(ONE).multiply(BigInteger.TEN);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private Risk() {}

    /**
     * The last price of the grid, seen from where the position was opened, at which the margin level is not above so many tenths; 0 when
     * there is none. With m for the rate, M for the margin, q and P0 for the quantity and its entry, and 10 tenths: (q·P0 − M) ÷ (q·(1 −
     * m)) for a long, rounded down, and (q·P0 + M) ÷ (q·(1 + m)) for a short, rounded up.
     *
     * @param cost quantity × entry
     */
    static long priceAt(
            int tenths, Direction direction, long quantity, long cost, long margin, long maintenance, long tick) {
        var needed = BigInteger.valueOf(cost).subtract(BigInteger.valueOf(direction.gain(margin)));
        if (needed.signum() <= 0) return 0;
        var rest = BigInteger.valueOf(10 * Money.ONE - direction.gain(tenths * maintenance));
        var perTick = BigInteger.valueOf(quantity).multiply(rest).multiply(BigInteger.valueOf(tick));
        var ticks = needed.multiply(TEN_SQUARES).divideAndRemainder(perTick);
        boolean up = direction == Direction.SHORT && ticks[1].signum() > 0;
        var price = (up ? ticks[0].add(BigInteger.ONE) : ticks[0]).multiply(BigInteger.valueOf(tick));
        // No feed says such a number.
        return price.compareTo(MOST) > 0 ? 0 : price.longValueExact();
    }

    /** Equity ÷ maintenance margin, rounded down. */
    static long level(long equity, long worth, long maintenance) {
        return ratio(BigInteger.valueOf(equity).multiply(ONE), worth, maintenance);
    }

    /** One amount ÷ another, rounded down. */
    static long ratio(long amount, long other) {
        return ratio(BigInteger.valueOf(amount), other, 1);
    }

    private static long ratio(BigInteger amount, long other, long more) {
        var by = BigInteger.valueOf(other).multiply(BigInteger.valueOf(more));
        var parts = amount.multiply(ONE).divideAndRemainder(by);
        var ratio = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        return ratio.min(MOST).max(MOST.negate()).longValueExact();
    }

    /** What belongs to a part of something: amount × part ÷ whole, rounded down. */
    static long share(long amount, long part, long whole) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }
}
