package dev.openbell.matcher.engine;

/**
 * What only a CFD has among its rules.
 *
 * @param maxLeverage a whole number, 1 at least
 * @param maintenanceRate below this fraction of its worth the equity of a position must not fall
 * @param financingRate what a position pays each day at 22:00 UTC, as a fraction of its worth
 */
public record CfdTerms(int maxLeverage, long maintenanceRate, long financingRate) {
    public CfdTerms {
        if (maxLeverage < 1) throw new IllegalArgumentException("the highest leverage is 1 at least");
        if (maintenanceRate <= 0 || maintenanceRate >= Money.ONE / 2) {
            throw new IllegalArgumentException("the maintenance rate is a fraction above 0 and below a half");
        }
        if (financingRate < 0 || financingRate >= Money.ONE) {
            throw new IllegalArgumentException("the financing rate is a fraction");
        }
    }

    void write(StateWriter state) {
        state.number(maxLeverage);
        state.number(maintenanceRate);
        state.number(financingRate);
    }

    static CfdTerms read(StateReader state) {
        return new CfdTerms((int) state.number(), state.number(), state.number());
    }
}
