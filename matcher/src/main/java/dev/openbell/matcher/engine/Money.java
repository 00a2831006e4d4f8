package dev.openbell.matcher.engine;

import java.math.BigInteger;

/**
 * Products of two numbers in units of 1e-8, exactly.
 *
 * <p>A factor is split at the decimal point, so that no partial product is wider than a long; a result that is wider throws
 * {@link ArithmeticException}, which the engine turns into a refusal before anything has changed.
 */
final class Money {
    static final long ONE = 100_000_000L;

    private Money() {}

    /** a × b, rounded towards zero; exact for a price on the grid times a whole number of lots. */
    static long times(long a, long b) {
        return Math.addExact(wholePart(a, b), (a % ONE) * (b % ONE) / ONE);
    }

    /** a × b for positive numbers, rounded up. */
    static long timesUp(long a, long b) {
        long fraction = (a % ONE) * (b % ONE);
        return Math.addExact(wholePart(a, b), (fraction + ONE - 1) / ONE);
    }

    /** a ÷ b for positive numbers, rounded down. */
    static long divide(long a, long b) {
        if (a <= Long.MAX_VALUE / ONE) return a * ONE / b;
        return BigInteger.valueOf(a)
                .multiply(BigInteger.valueOf(ONE))
                .divide(BigInteger.valueOf(b))
                .longValueExact();
    }

    static boolean isExact(long a, long b) {
        return (a % ONE) * (b % ONE) % ONE == 0;
    }

    private static long wholePart(long a, long b) {
        long aWhole = a / ONE, aRest = a % ONE, bWhole = b / ONE, bRest = b % ONE;
        long wholes = Math.multiplyExact(Math.multiplyExact(aWhole, bWhole), ONE);
        return Math.addExact(
                wholes, Math.addExact(Math.multiplyExact(aWhole, bRest), Math.multiplyExact(aRest, bWhole)));
    }
}
