package dev.openbell.feed.synthetic;

import dev.openbell.feed.Quote;
import java.util.random.RandomGenerator;

/**
 * A market of one symbol that nobody trades in: a geometric random walk with calm and stormy hours, whose spread widens in the storm.
 *
 * <p>The walk is a model and uses doubles; what is quoted from it is exact and on the tick grid. The same random numbers make the same
 * market.
 */
final class Walk {
    private static final double SECONDS_A_YEAR = 365 * 24 * 3600.0;

    /** How long a storm lasts, and how wild it gets: the deviation of the logarithm of the volatility. */
    private static final double STORM_SECONDS = 180, WILDNESS = 0.6;

    /** A price that has run away comes back in about a week, so that a venue left running stays believable. */
    private static final double WEEK_SECONDS = 7 * 24 * 3600.0;

    private final Symbol symbol;
    private final RandomGenerator random;
    private final double home;
    private double price;
    private double mood;

    /** @param beginE8 where the price is at first: where it was left, or where the symbol's begins */
    Walk(Symbol symbol, long beginE8, RandomGenerator random) {
        this.symbol = symbol;
        this.random = random;
        home = Math.log((double) symbol.startE8);
        price = Math.log((double) beginE8);
    }

    /** Lets time go by. */
    Quote after(double seconds) {
        double memory = Math.exp(-seconds / STORM_SECONDS);
        mood = memory * mood + WILDNESS * Math.sqrt(1 - memory * memory) * random.nextGaussian();
        price = home + (price - home) * Math.exp(-seconds / WEEK_SECONDS);
        price += symbol.volatility * storm() * Math.sqrt(seconds / SECONDS_A_YEAR) * random.nextGaussian();
        return quote();
    }

    /** Goes on from somewhere else. */
    void jump(double factor) {
        price += Math.log(factor);
    }

    /** How much livelier the market is than on a calm day; 1 is calm. */
    double storm() {
        return Math.exp(mood);
    }

    private Quote quote() {
        long middle = Math.round(Math.exp(price));
        long half = Math.round(symbol.spreadE8 * storm() / 2);
        long tick = symbol.tickE8;
        long bid = Math.max(tick, Math.floorDiv(middle - half, tick) * tick);
        long ask = Math.max(bid + tick, Math.ceilDiv(middle + half, tick) * tick);
        long last = bid + random.nextLong((ask - bid) / tick + 1) * tick;
        return new Quote(bid, ask, last);
    }
}
