package dev.openbell.history.archive;

import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import dev.openbell.history.v1.Aggregate;
import dev.openbell.history.v1.GetAnalyticsRequest;
import dev.openbell.history.v1.GetAnalyticsResponse;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What was traded of one instrument, in buckets of some minutes. Buckets are counted from 1970 in UTC, those without a trade are left out,
 * and at both ends of the range only what lies in it counts.
 */
final class Analytics {
    static final int MOST_BUCKETS = 5_000;

    private static final int LONGEST_INTERVAL_MINUTES = 1_440;
    private static final long LONGEST_DAYS = 31, LONGEST_DAYS_BY_HOURS = 366;
    private static final long DAY = TimeUnit.DAYS.toMicros(1);

    private static final String BUCKETS = """
            %s
            SELECT date_bin(make_interval(mins => CAST(? AS INTEGER)), t.at, TIMESTAMPTZ 'epoch') AS bucket,
                sum(t.trades) AS trades, min(t.low_e8) AS low_e8, max(t.high_e8) AS high_e8, sum(t.volume_e8) AS volume_e8,
                sum(t.quote_volume_e16) AS quote_volume_e16, sum(t.price_sum_e8) AS price_sum_e8
            FROM instruments i CROSS JOIN stretch s CROSS JOIN LATERAL (%s) t
            WHERE i.symbol = ?
            GROUP BY bucket HAVING sum(t.trades) > 0
            ORDER BY bucket""".formatted(Stretch.WITH_STRETCH, Stretch.TRADED);

    private record Bucket(
            long atMicros,
            BigInteger trades,
            long low,
            long high,
            BigInteger volumeE8,
            BigInteger quoteVolumeE16,
            BigInteger priceSumE8) {
        static Bucket read(Row row) throws SQLException {
            return new Bucket(
                    row.micros("bucket"),
                    row.sum("trades"),
                    row.number("low_e8"),
                    row.number("high_e8"),
                    row.sum("volume_e8"),
                    row.sum("quote_volume_e16"),
                    row.sum("price_sum_e8"));
        }
    }

    private final String instrument;
    private final int minutes;
    private final Range range;
    private final boolean untilNow;

    private Analytics(String instrument, int minutes, Range range, boolean untilNow) {
        this.instrument = instrument;
        this.minutes = minutes;
        this.range = range;
        this.untilNow = untilNow;
    }

    /** The question as it was asked, and what it leaves open: the last 24 hours by the minute. */
    static Analytics asked(GetAnalyticsRequest request, long now) {
        int minutes = request.getIntervalMinutes() == 0 ? 1 : request.getIntervalMinutes();
        if (minutes < 0 || minutes > LONGEST_INTERVAL_MINUTES)
            throw Refusal.invalid("interval", "must be between 1 and %d minutes".formatted(LONGEST_INTERVAL_MINUTES));
        long end = request.hasEndTimeMicros() ? request.getEndTimeMicros() : now;
        long start = request.hasStartTimeMicros() ? request.getStartTimeMicros() : Math.max(0, end - DAY);
        var range = Range.of(start, end);
        checkThatItIsShort(range, minutes);
        return new Analytics(request.getInstrument(), minutes, range, !request.hasEndTimeMicros());
    }

    private static void checkThatItIsShort(Range range, int minutes) {
        long days = isOfHours(minutes) ? LONGEST_DAYS_BY_HOURS : LONGEST_DAYS;
        if (range.end() - range.start() > days * DAY) {
            throw Refusal.invalid(
                    "start_time",
                    "must be at most %d days before end_time, or %d where the interval is of whole hours"
                            .formatted(LONGEST_DAYS, LONGEST_DAYS_BY_HOURS));
        }
        long interval = TimeUnit.MINUTES.toMicros(minutes);
        long buckets = (range.end() - 1) / interval - range.start() / interval + 1;
        if (buckets > MOST_BUCKETS)
            throw Refusal.invalid(
                    "interval", "makes %d buckets of this range, and %d are the most".formatted(buckets, MOST_BUCKETS));
    }

    GetAnalyticsResponse answer(Connection connection) throws SQLException {
        var buckets = read(connection);
        var answer = GetAnalyticsResponse.newBuilder()
                .setInstrument(instrument)
                .setStartTimeMicros(range.start())
                .setEndTimeMicros(range.end())
                .setIntervalMinutes(minutes);
        var volume = BigInteger.ZERO;
        var quoteVolume = BigInteger.ZERO;
        for (var bucket : buckets) {
            answer.addAggregates(told(bucket));
            volume = volume.add(bucket.volumeE8);
            quoteVolume = quoteVolume.add(bucket.quoteVolumeE16);
        }
        var vwap = Sums.vwapE8(quoteVolume, volume);
        if (vwap != null) answer.setOverallVwapE8(vwap);
        return answer.build();
    }

    private List<Bucket> read(Connection connection) throws SQLException {
        try (var sql = Sql.of(connection, BUCKETS)) {
            return Stretch.of(range, untilNow, isOfHours(minutes))
                    .giveTo(sql)
                    .number(minutes)
                    .text(instrument)
                    .all(Bucket::read);
        }
    }

    private static Aggregate told(Bucket bucket) {
        return Aggregate.newBuilder()
                .setTimeBucketMicros(bucket.atMicros)
                .setTradeCount(bucket.trades.longValueExact())
                .setTotalQuantityE8(Sums.told(bucket.volumeE8))
                .setAvgPriceE8(Sums.quotient(bucket.priceSumE8, bucket.trades))
                .setMinPriceE8(bucket.low)
                .setMaxPriceE8(bucket.high)
                .setTotalVolumeE8(Sums.quoteVolumeE8(bucket.quoteVolumeE16))
                .setVwapE8(Sums.quotient(bucket.quoteVolumeE16, bucket.volumeE8))
                .build();
    }

    private static boolean isOfHours(int minutes) {
        return minutes % 60 == 0;
    }
}
