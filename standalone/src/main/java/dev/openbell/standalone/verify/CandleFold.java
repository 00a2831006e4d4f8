package dev.openbell.standalone.verify;

import dev.openbell.trading.v1.Trade;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The candles of each minute, hour and day, as each trade leaves them. */
final class CandleFold {
    private static final long[] MINUTES = {1, 60, 1_440};
    private static final long MICROS_A_MINUTE = 60_000_000;

    /** Time goes on, so only the newest are still in motion; after a loss it may go on from a little earlier. */
    private static final int REMEMBERED = 10;

    private record Series(String instrument, long minutes) {}

    private static final class Candle {
        private final long open;
        private long high = Long.MIN_VALUE, low = Long.MAX_VALUE, close, trades;
        private BigInteger volume = BigInteger.ZERO, quoteVolume = BigInteger.ZERO, prices = BigInteger.ZERO;

        Candle(long open) {
            this.open = open;
        }

        void add(long price, long quantity) {
            high = Math.max(high, price);
            low = Math.min(low, price);
            close = price;
            trades++;
            volume = volume.add(BigInteger.valueOf(quantity));
            quoteVolume = quoteVolume.add(BigInteger.valueOf(price).multiply(BigInteger.valueOf(quantity)));
            prices = prices.add(BigInteger.valueOf(price));
        }
    }

    private final Map<Series, TreeMap<Long, Candle>> candles = new HashMap<>();
    private final Consumer<Row> rows;

    CandleFold(Consumer<Row> rows) {
        this.rows = rows;
    }

    void add(Trade trade, long shard, long sequence) {
        for (long minutes : MINUTES) {
            var series =
                    candles.computeIfAbsent(new Series(trade.getInstrument(), minutes), missing -> new TreeMap<>());
            long length = minutes * MICROS_A_MINUTE;
            long openedAt = trade.getTimestampMicros() / length * length;
            var candle = series.computeIfAbsent(openedAt, missing -> new Candle(trade.getPriceE8()));
            if (series.size() > REMEMBERED) series.pollFirstEntry();
            candle.add(trade.getPriceE8(), trade.getQuantityE8());
            rows.accept(Row.of(
                    Table.CANDLES,
                    trade.getInstrument(),
                    minutes,
                    Instant.EPOCH.plus(openedAt, ChronoUnit.MICROS),
                    candle.open,
                    candle.high,
                    candle.low,
                    candle.close,
                    candle.trades,
                    candle.volume,
                    candle.quoteVolume,
                    candle.prices,
                    shard,
                    sequence));
        }
    }
}
