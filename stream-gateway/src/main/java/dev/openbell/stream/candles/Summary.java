package dev.openbell.stream.candles;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The last 24 hours of an instrument.
 *
 * @param last the last price there was, however long ago; null when there was none
 * @param before the last price before these 24 hours, or the first of an instrument that is younger; null when that is not known
 * @param day everything within the 24 hours as one candle; null when nothing happened
 */
public record Summary(
        @Nullable Long last,
        @Nullable Long before,
        @Nullable Candle day) {
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    public long change() {
        return last == null || before == null ? 0 : last - before;
    }

    /** In units of 1e-8 of a percent, rounded half up. */
    public long changePercent() {
        if (before == null || before == 0) return 0;
        return BigDecimal.valueOf(change(), 8)
                .multiply(PERCENT)
                .divide(BigDecimal.valueOf(before, 8), 8, RoundingMode.HALF_UP)
                .unscaledValue()
                .longValueExact();
    }
}
