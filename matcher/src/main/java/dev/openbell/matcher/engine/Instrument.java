package dev.openbell.matcher.engine;

/**
 * The rules of one symbol.
 *
 * @param tick prices are whole multiples of it; tick × lot is a whole number of 1e-8, so that price × quantity is exact
 * @param priceBand how far a price may lie from the last trade, as a fraction
 * @param makerFee a fraction of price × quantity
 */
public record Instrument(
        String symbol,
        String base,
        String quote,
        long tick,
        long lot,
        long minNotional,
        long priceBand,
        long collar,
        long makerFee,
        long takerFee) {
    public Instrument {
        if (tick <= 0 || lot <= 0) throw new IllegalArgumentException(symbol + ": tick and lot are above zero");
        if (!Money.isExact(tick, lot)) {
            throw new IllegalArgumentException(symbol + ": tick × lot is not a whole number of 1e-8");
        }
        if (makerFee < 0 || takerFee < makerFee) {
            throw new IllegalArgumentException(symbol + ": fees are 0 ≤ maker ≤ taker, so that a hold covers either");
        }
    }
}
