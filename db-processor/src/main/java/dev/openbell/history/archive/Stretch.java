package dev.openbell.history.archive;

import dev.openbell.history.candles.Times;
import dev.openbell.history.database.Sql;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * A range of time, cut so that little has to be read for what was traded in it: single trades only where it does not begin or end with a
 * minute.
 *
 * <pre>
 *   starts        minutesFrom      hoursFrom       hoursTo        minutesTo         ends
 *      │  trades      │    minutes    │     hours     │    minutes    │    trades    │
 * </pre>
 */
record Stretch(long starts, long minutesFrom, long hoursFrom, long hoursTo, long minutesTo, long ends) {
    static final long MINUTE = TimeUnit.MINUTES.toMicros(1);
    static final long HOUR = TimeUnit.HOURS.toMicros(1);

    /** Makes the stretch a table of one row; its values are {@link #giveTo given} first of all. */
    static final String WITH_STRETCH = """
            WITH stretch (starts, minutes_from, hours_from, hours_to, minutes_to, ends) AS (VALUES (CAST(? AS TIMESTAMPTZ),
                CAST(? AS TIMESTAMPTZ), CAST(? AS TIMESTAMPTZ), CAST(? AS TIMESTAMPTZ), CAST(? AS TIMESTAMPTZ), CAST(? AS TIMESTAMPTZ)))
            """;

    /** What was traded in the stretch {@code s} of the instrument {@code i}. */
    static final String TRADED = """
            SELECT opened_at AS at, high_e8, low_e8, trades, volume_e8, quote_volume_e16, price_sum_e8 FROM all_candles
            WHERE instrument = i.symbol AND minutes = 60 AND opened_at >= s.hours_from AND opened_at < s.hours_to
            UNION ALL
            SELECT opened_at, high_e8, low_e8, trades, volume_e8, quote_volume_e16, price_sum_e8 FROM all_candles
            WHERE instrument = i.symbol AND minutes = 1 AND opened_at >= s.minutes_from AND opened_at < s.hours_from
            UNION ALL
            SELECT opened_at, high_e8, low_e8, trades, volume_e8, quote_volume_e16, price_sum_e8 FROM all_candles
            WHERE instrument = i.symbol AND minutes = 1 AND opened_at >= s.hours_to AND opened_at < s.minutes_to
            UNION ALL
            SELECT traded_at, price_e8, price_e8, 1, quantity_e8, CAST(price_e8 AS NUMERIC) * quantity_e8, price_e8 FROM trades
            WHERE instrument = i.symbol AND traded_at >= s.starts AND traded_at < s.minutes_from
            UNION ALL
            SELECT traded_at, price_e8, price_e8, 1, quantity_e8, CAST(price_e8 AS NUMERIC) * quantity_e8, price_e8 FROM trades
            WHERE instrument = i.symbol AND traded_at >= s.minutes_to AND traded_at < s.ends""";

    /**
     * Cuts a range.
     *
     * @param untilNow nothing is later than its end, which therefore cuts no minute
     * @param byHours whether an hour may be told as one
     */
    static Stretch of(Range range, boolean untilNow, boolean byHours) {
        long minutesFrom = Times.ceiling(range.start(), MINUTE);
        long minutesTo =
                untilNow ? Times.ceiling(range.end(), byHours ? HOUR : MINUTE) : Times.floor(range.end(), MINUTE);
        if (minutesFrom >= minutesTo) return ofTrades(range);
        long hoursFrom = Times.ceiling(minutesFrom, HOUR);
        long hoursTo = Times.floor(minutesTo, HOUR);
        boolean hasHours = byHours && hoursFrom < hoursTo;
        return new Stretch(
                range.start(),
                minutesFrom,
                hasHours ? hoursFrom : minutesTo,
                hasHours ? hoursTo : minutesTo,
                minutesTo,
                Math.max(minutesTo, range.end()));
    }

    private static Stretch ofTrades(Range range) {
        return new Stretch(range.start(), range.end(), range.end(), range.end(), range.end(), range.end());
    }

    Sql giveTo(Sql sql) throws SQLException {
        return sql.time(starts)
                .time(minutesFrom)
                .time(hoursFrom)
                .time(hoursTo)
                .time(minutesTo)
                .time(ends);
    }
}
