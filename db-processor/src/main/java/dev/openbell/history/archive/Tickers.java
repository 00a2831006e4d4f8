package dev.openbell.history.archive;

import dev.openbell.history.candles.Times;
import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import dev.openbell.history.v1.Ticker;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The last 24 hours of each instrument, to the microsecond. The change is that from the last price before them; an instrument that is
 * younger changes from its first. Who bids and asks now, the book knows.
 */
final class Tickers {
    private static final long DAY = TimeUnit.DAYS.toMicros(1);
    private static final BigInteger PERCENT_E8 = BigInteger.valueOf(100 * 100_000_000L);

    private static final String TICKERS = """
            %s
            SELECT i.symbol, newest.close_e8 AS last_e8, coalesce(edge.price_e8, earlier.close_e8, oldest.open_e8) AS before_e8,
                day.high_e8, day.low_e8, day.volume_e8, day.quote_volume_e16
            FROM instruments i CROSS JOIN stretch s
            LEFT JOIN LATERAL (
                SELECT close_e8 FROM all_candles WHERE instrument = i.symbol AND minutes = 1
                ORDER BY opened_at DESC LIMIT 1) newest ON true
            LEFT JOIN LATERAL (
                SELECT price_e8 FROM trades WHERE instrument = i.symbol AND traded_at >= CAST(? AS TIMESTAMPTZ) AND traded_at < s.starts
                ORDER BY traded_at DESC, trade_id DESC LIMIT 1) edge ON true
            LEFT JOIN LATERAL (
                SELECT close_e8 FROM all_candles WHERE instrument = i.symbol AND minutes = 1 AND opened_at < CAST(? AS TIMESTAMPTZ)
                ORDER BY opened_at DESC LIMIT 1) earlier ON true
            LEFT JOIN LATERAL (
                SELECT open_e8 FROM all_candles WHERE instrument = i.symbol AND minutes = 1
                ORDER BY opened_at LIMIT 1) oldest ON true
            CROSS JOIN LATERAL (
                SELECT max(high_e8) AS high_e8, min(low_e8) AS low_e8, sum(volume_e8) AS volume_e8,
                    sum(quote_volume_e16) AS quote_volume_e16
                FROM (%s) t) day
            WHERE ? = '' OR i.symbol = ?
            ORDER BY i.symbol""".formatted(Stretch.WITH_STRETCH, Stretch.TRADED);

    private Tickers() {}

    /** @param instrument all where it is empty */
    static List<Ticker> list(Connection connection, String instrument, long now) throws SQLException {
        var day = new Range(now - DAY, now);
        long minuteOfStart = Times.floor(day.start(), Stretch.MINUTE);
        try (var sql = Sql.of(connection, TICKERS)) {
            return Stretch.of(day, true, true)
                    .giveTo(sql)
                    .time(minuteOfStart)
                    .time(minuteOfStart)
                    .text(instrument)
                    .text(instrument)
                    .all(row -> read(row, now));
        }
    }

    private static Ticker read(Row row, long now) throws SQLException {
        var volume = row.sum("volume_e8");
        var quoteVolume = row.sum("quote_volume_e16");
        var ticker = Ticker.newBuilder()
                .setInstrument(row.text("symbol"))
                .setVolumeE8(Sums.told(volume))
                .setQuoteVolumeE8(Sums.quoteVolumeE8(quoteVolume))
                .setTimestampMicros(now);
        var last = row.numberIfAny("last_e8");
        if (last != null) tellChange(ticker, last, row.numberIfAny("before_e8"));
        var high = row.numberIfAny("high_e8");
        if (high != null) ticker.setHighE8(high);
        var low = row.numberIfAny("low_e8");
        if (low != null) ticker.setLowE8(low);
        var vwap = Sums.vwapE8(quoteVolume, volume);
        if (vwap != null) ticker.setVwapE8(vwap);
        return ticker.build();
    }

    private static void tellChange(Ticker.Builder ticker, long last, @Nullable Long before) {
        ticker.setLastE8(last);
        if (before == null) return;
        long change = last - before;
        ticker.setChangeE8(change);
        ticker.setChangePercentE8(
                Sums.quotient(BigInteger.valueOf(change).multiply(PERCENT_E8), BigInteger.valueOf(before)));
    }
}
