package dev.openbell.stream.candles;

import dev.openbell.trading.v1.Trade;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the history knows of a day.
 *
 * @param last the last price there was
 * @param before the price from which the change of the day is counted
 * @param minutes candles of a minute, those before the cut; of a CFD the running one too
 * @param trades those since the cut, in any order
 */
public record Past(@Nullable Long last, @Nullable Long before, List<Candle> minutes, List<Trade> trades) {}
