package dev.openbell.matcher.engine;

/** What one account may have open at a time. */
public record Limits(int ordersPerInstrument, int positions, long openNotional) {
    public static final Limits DEFAULT = new Limits(200, 50, 5_000_000 * Money.ONE);

    /** Where nothing is said the venue's own limit holds. */
    public Limits orDefault() {
        return new Limits(
                ordersPerInstrument > 0 ? ordersPerInstrument : DEFAULT.ordersPerInstrument,
                positions > 0 ? positions : DEFAULT.positions,
                openNotional > 0 ? openNotional : DEFAULT.openNotional);
    }
}
