package dev.openbell.history.candles;

import dev.openbell.trading.v1.Trade;

/**
 * One trade, or one price of the feed.
 *
 * @param candle as it were of this tick alone
 * @param mark tells whether a candle has it already
 */
public record Tick(String instrument, long timeMicros, Candle candle, Mark mark) {
    /**
     * Ticks of an instrument are numbered: those of a trade by its shard, those of a price within the run of its source.
     *
     * @param source the shard, or the run
     */
    record Mark(long source, long number) {
        boolean isAfter(Mark other) {
            return source == other.source ? number > other.number : source > other.source;
        }
    }

    public static Tick of(Trade trade, int shard, long sequence) {
        return new Tick(
                trade.getInstrument(),
                trade.getTimestampMicros(),
                Candle.ofTrade(trade.getPriceE8(), trade.getQuantityE8()),
                new Mark(shard, sequence));
    }
}
