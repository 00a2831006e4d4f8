package dev.openbell.history.archive;

import dev.openbell.chassis.money.E8;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Sums over many trades as the contract tells them. */
final class Sums {
    private static final BigInteger ONE = BigInteger.valueOf(E8.ONE);

    private Sums() {}

    /** The contract has 64 bits for a sum: one that has outgrown them is told as the largest there is. */
    static long told(BigInteger sum) {
        return sum.bitLength() < Long.SIZE ? sum.longValue() : Long.MAX_VALUE;
    }

    /** Price × quantity, in units of 1e-8. */
    static long quoteVolumeE8(BigInteger quoteVolumeE16) {
        return told(quoteVolumeE16.divide(ONE));
    }

    /** The average price of what was traded; null where nothing was. */
    static @Nullable Long vwapE8(BigInteger quoteVolumeE16, BigInteger volumeE8) {
        return volumeE8.signum() == 0 ? null : quotient(quoteVolumeE16, volumeE8);
    }

    /** Rounded once, half up. */
    static long quotient(BigInteger dividend, BigInteger divisor) {
        return new BigDecimal(dividend)
                .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
