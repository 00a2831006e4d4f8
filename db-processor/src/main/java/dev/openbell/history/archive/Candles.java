package dev.openbell.history.archive;

import dev.openbell.history.candles.Candle;
import dev.openbell.history.candles.Interval;
import dev.openbell.history.candles.MarketClock;
import dev.openbell.history.candles.Times;
import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Candles of an instrument, oldest first. A stretch of time without a trade has none. */
final class Candles {
    private Candles() {}

    /** Where a candle stands, and what it is made of so far. */
    private record Standing(long openedAtMicros, @Nullable Integer shard, Candle candle) {
        static Standing read(Row row) throws SQLException {
            var shard = row.numberIfAny("shard");
            return new Standing(row.micros("opened_at"), shard == null ? null : shard.intValue(), Candle.read(row));
        }
    }

    /** The first ones of a range that has a start, else the last. */
    static List<dev.openbell.market.v1.Candle> list(
            Connection connection,
            String instrument,
            Interval interval,
            Range range,
            boolean first,
            int limit,
            MarketClock clock)
            throws SQLException {
        var stored = stored(connection, instrument, interval, range, first, limit);
        var whole = joined(first ? stored : stored.reversed(), interval);
        int surplus = Math.max(0, whole.size() - limit);
        var shown = first ? whole.subList(0, whole.size() - surplus) : whole.subList(surplus, whole.size());
        return shown.stream()
                .map(standing -> told(instrument, interval, standing, clock))
                .toList();
    }

    /**
     * As many as may make up the candles that are wanted. Where they make up more, one may be torn, and it is one of those that are too
     * many.
     */
    private static List<Standing> stored(
            Connection connection, String instrument, Interval interval, Range range, boolean first, int limit)
            throws SQLException {
        try (var sql = Sql.of(connection, """
                SELECT * FROM all_candles WHERE instrument = ? AND minutes = ? AND opened_at >= ? AND opened_at < ?
                ORDER BY opened_at %s LIMIT ?""".formatted(first ? "ASC" : "DESC"))) {
            sql.text(instrument).number(interval.storedMinutes());
            sql.time(Times.ceiling(range.start(), interval.micros()));
            sql.time(Times.ceiling(range.end(), interval.micros()));
            return sql.number((long) limit * interval.storedInOne()).all(Standing::read);
        }
    }

    private static List<Standing> joined(List<Standing> stored, Interval interval) {
        var joined = new ArrayList<Standing>();
        for (var part : stored) {
            long openedAt = Times.floor(part.openedAtMicros, interval.micros());
            var last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.openedAtMicros == openedAt) {
                joined.set(joined.size() - 1, new Standing(openedAt, part.shard, last.candle.then(part.candle)));
            } else {
                joined.add(new Standing(openedAt, part.shard, part.candle));
            }
        }
        return joined;
    }

    private static dev.openbell.market.v1.Candle told(
            String instrument, Interval interval, Standing standing, MarketClock clock) {
        var candle = standing.candle;
        var told = dev.openbell.market.v1.Candle.newBuilder()
                .setInstrument(instrument)
                .setInterval(interval.word())
                .setOpenTimeMicros(standing.openedAtMicros)
                .setOpenE8(candle.openE8())
                .setHighE8(candle.highE8())
                .setLowE8(candle.lowE8())
                .setCloseE8(candle.closeE8())
                .setVolumeE8(Sums.told(candle.volumeE8()))
                .setQuoteVolumeE8(Sums.quoteVolumeE8(candle.quoteVolumeE16()))
                .setTrades(candle.trades())
                .setClosed(clock.isPast(standing.shard, standing.openedAtMicros + interval.micros()));
        var vwap = Sums.vwapE8(candle.quoteVolumeE16(), candle.volumeE8());
        if (vwap != null) told.setVwapE8(vwap);
        return told.build();
    }
}
