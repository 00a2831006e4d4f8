package dev.openbell.matcher.engine;

import org.jspecify.annotations.Nullable;

/**
 * The rules of one symbol.
 *
 * @param tick prices are whole multiples of it; tick × lot is a whole number of 1e-8, so that price × quantity is exact
 * @param minNotional the least that an order is worth; of a CFD, the least margin
 * @param priceBand how far a price may lie from the last trade, as a fraction
 * @param collar how far a market order may walk from the best price, as a fraction
 * @param makerFee a fraction of price × quantity
 * @param halted no order is accepted until it is resumed
 * @param cfd of a contract for difference, which has no book: positions are held against the house
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
        boolean halted,
        @Nullable CfdTerms cfd) {
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

    /** One with a book. */
    public Instrument(
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
        this(symbol, base, quote, tick, lot, minNotional, priceBand, collar, makerFee, takerFee, halted, null);
    }

    /** Whether only the halt, if anything, tells the two apart. */
    public boolean hasSameRules(Instrument other) {
        return halted(false).equals(other.halted(false));
    }

    /** Why these rules cannot become those, if they cannot. */
    @Nullable
    Why cannotBecome(Instrument other) {
        if (!base.equals(other.base) || !quote.equals(other.quote)) return Why.ASSETS_STAY;
        if ((cfd == null) != (other.cfd == null)) return Why.KIND_STAYS;
        // Positions wait for prices that were computed on this grid.
        if (cfd != null && (tick != other.tick || lot != other.lot)) return Why.GRID_STAYS;
        return null;
    }

    Instrument halted(boolean now) {
        return new Instrument(
                symbol, base, quote, tick, lot, minNotional, priceBand, collar, makerFee, takerFee, now, cfd);
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
        state.number(cfd == null ? 0 : 1);
        if (cfd != null) cfd.write(state);
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
                state.number() == 1,
                state.number() == 1 ? CfdTerms.read(state) : null);
    }
}
