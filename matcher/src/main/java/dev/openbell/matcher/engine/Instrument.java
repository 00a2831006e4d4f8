package dev.openbell.matcher.engine;

/**
 * The rules of one symbol.
 *
 * @param tick prices are whole multiples of it; tick × lot is a whole number of 1e-8, so that price × quantity is exact
 * @param priceBand how far a price may lie from the last trade, as a fraction
 * @param collar how far a market order may walk from the best price, as a fraction
 * @param makerFee a fraction of price × quantity
 * @param halted no order is accepted until it is resumed
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
        long takerFee,
        boolean halted) {
    public Instrument {
        if (tick <= 0 || lot <= 0) throw new IllegalArgumentException(symbol + ": tick and lot are above zero");
        if (!Money.isExact(tick, lot)) {
            throw new IllegalArgumentException(symbol + ": tick × lot is not a whole number of 1e-8");
        }
        if (makerFee < 0 || takerFee < makerFee) {
            throw new IllegalArgumentException(symbol + ": fees are 0 ≤ maker ≤ taker, so that a hold covers either");
        }
        if (collar < 0 || collar >= Money.ONE || priceBand < 0) {
            throw new IllegalArgumentException(symbol + ": collar and band are fractions");
        }
    }

    /** Whether only the halt, if anything, tells the two apart. */
    public boolean hasSameRules(Instrument other) {
        return halted(false).equals(other.halted(false));
    }

    boolean hasSameAssets(Instrument other) {
        return base.equals(other.base) && quote.equals(other.quote);
    }

    Instrument halted(boolean now) {
        return new Instrument(symbol, base, quote, tick, lot, minNotional, priceBand, collar, makerFee, takerFee, now);
    }

    void write(StateWriter state) {
        state.text(symbol);
        state.text(base);
        state.text(quote);
        state.number(tick);
        state.number(lot);
        state.number(minNotional);
        state.number(priceBand);
        state.number(collar);
        state.number(makerFee);
        state.number(takerFee);
        state.number(halted ? 1 : 0);
    }

    static Instrument read(StateReader state) {
        return new Instrument(
                state.text(),
                state.text(),
                state.text(),
                state.number(),
                state.number(),
                state.number(),
                state.number(),
                state.number(),
                state.number(),
                state.number(),
                state.number() == 1);
    }
}
