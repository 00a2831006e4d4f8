package dev.openbell.stream.candles;

import org.jspecify.annotations.Nullable;

/** The last 24 hours of an instrument, and where it stands now. */
public record Ticker(
        String instrument,
        Summary summary,
        @Nullable Long bestBid,
        @Nullable Long bestAsk,
        long time) {
    /** Whether it says the same, but for the time. */
    public boolean saysTheSameAs(Ticker other) {
        return equals(new Ticker(other.instrument, other.summary, other.bestBid, other.bestAsk, time));
    }
}
