package dev.openbell.matcher.engine;

import java.math.BigInteger;

/**
 * An order as it stood at one moment: what events and answers carry.
 *
 * @param averagePrice of what has traded, rounded half up; 0 before the first trade
 */
public record OrderState(
        long id,
        long account,
        String key,
        String instrument,
        Side side,
        long price,
        long quantity,
        long filled,
        long remaining,
        long averagePrice,
        Status status,
        String reason,
        boolean synthetic,
        long createdAt,
        long updatedAt) {
    /** Where an order is in its life. */
    public enum Status {
        OPEN,
        PARTIALLY_FILLED,
        FILLED,
        CANCELLED
    }

    static long average(long traded, long filled) {
        if (traded < Long.MAX_VALUE / Money.ONE - filled) {
            return (traded * Money.ONE + filled / 2) / filled;
        }
        return BigInteger.valueOf(traded)
                .multiply(BigInteger.valueOf(Money.ONE))
                .add(BigInteger.valueOf(filled / 2))
                .divide(BigInteger.valueOf(filled))
                .longValueExact();
    }
}
