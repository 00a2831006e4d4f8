package dev.openbell.history.candles;

import dev.openbell.history.candles.Tick.Mark;
import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Candles as they are stored. A tick that a candle has seen changes nothing, however the log is cut when it is folded once more: so the
 * candles are read, the ticks added, and each is written once, whatever the number of its ticks.
 */
public final class CandleTable {
    /** Of trades. */
    public static final CandleTable TRADED = new CandleTable("candles", "shard", "sequence");

    /** Of the feed. */
    static final CandleTable FED = new CandleTable("price_candles", "source_epoch", "source_sequence");

    private record Place(String instrument, int minutes, long openedAtMicros) {
        static Place of(Tick tick, Interval interval) {
            long openedAt = Times.floor(tick.timeMicros(), interval.micros());
            return new Place(tick.instrument(), interval.minutes(), openedAt);
        }
    }

    private record State(Candle candle, Mark mark) {}

    private final String source;
    private final String number;
    private final String find;
    private final String write;

    private CandleTable(String name, String source, String number) {
        this.source = source;
        this.number = number;
        this.find = """
                SELECT c.* FROM unnest(CAST(? AS TEXT[]), CAST(? AS BIGINT[]), CAST(? AS TIMESTAMPTZ[]))
                    AS wanted (instrument, minutes, opened_at)
                JOIN %s c ON c.instrument = wanted.instrument COLLATE "C" AND c.minutes = wanted.minutes
                    AND c.opened_at = wanted.opened_at""".formatted(name);
        this.write = """
                INSERT INTO %1$s AS known (instrument, minutes, opened_at, open_e8, high_e8, low_e8, close_e8, trades, volume_e8,
                    quote_volume_e16, price_sum_e8, %2$s, %3$s)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (instrument, minutes, opened_at) DO UPDATE SET high_e8 = EXCLUDED.high_e8,
                    low_e8 = EXCLUDED.low_e8, close_e8 = EXCLUDED.close_e8, trades = EXCLUDED.trades,
                    volume_e8 = EXCLUDED.volume_e8, quote_volume_e16 = EXCLUDED.quote_volume_e16,
                    price_sum_e8 = EXCLUDED.price_sum_e8, %2$s = EXCLUDED.%2$s, %3$s = EXCLUDED.%3$s
                WHERE (known.%2$s, known.%3$s) < (EXCLUDED.%2$s, EXCLUDED.%3$s)""".formatted(name, source, number);
    }

    /**
     * Adds what came since, in the transaction that moves the position of their log.
     *
     * @param ticks in their order
     */
    public void fold(Connection connection, List<Tick> ticks) throws SQLException {
        if (ticks.isEmpty()) return;
        var known = find(connection, places(ticks));
        var changed = new LinkedHashMap<Place, State>();
        for (var tick : ticks) {
            for (var interval : Interval.STORED) {
                var place = Place.of(tick, interval);
                var before = known.get(place);
                if (before != null && !tick.mark().isAfter(before.mark)) continue;
                var candle = before == null ? tick.candle() : before.candle.then(tick.candle());
                var after = new State(candle, tick.mark());
                known.put(place, after);
                changed.put(place, after);
            }
        }
        write(connection, changed);
    }

    private static Collection<Place> places(List<Tick> ticks) {
        var places = new LinkedHashSet<Place>();
        for (var tick : ticks) {
            for (var interval : Interval.STORED) places.add(Place.of(tick, interval));
        }
        return places;
    }

    private Map<Place, State> find(Connection connection, Collection<Place> places) throws SQLException {
        var instruments = new ArrayList<String>(places.size());
        var minutes = new ArrayList<Long>(places.size());
        var times = new ArrayList<Long>(places.size());
        for (var place : places) {
            instruments.add(place.instrument);
            minutes.add((long) place.minutes);
            times.add(place.openedAtMicros);
        }
        var found = new HashMap<Place, State>();
        try (var sql = Sql.of(connection, find)) {
            var rows = sql.texts(instruments).numbers(minutes).times(times).all(this::read);
            rows.forEach(row -> found.put(row.getKey(), row.getValue()));
        }
        return found;
    }

    private Map.Entry<Place, State> read(Row row) throws SQLException {
        var place = new Place(row.text("instrument"), (int) row.number("minutes"), row.micros("opened_at"));
        return Map.entry(place, new State(Candle.read(row), new Mark(row.number(source), row.number(number))));
    }

    private void write(Connection connection, Map<Place, State> states) throws SQLException {
        try (var sql = Sql.of(connection, write)) {
            for (var entry : states.entrySet()) {
                var place = entry.getKey();
                var candle = entry.getValue().candle;
                var mark = entry.getValue().mark;
                sql.text(place.instrument).number(place.minutes).time(place.openedAtMicros);
                sql.number(candle.openE8()).number(candle.highE8());
                sql.number(candle.lowE8()).number(candle.closeE8()).number(candle.trades());
                sql.sum(candle.volumeE8()).sum(candle.quoteVolumeE16()).sum(candle.priceSumE8());
                sql.number(mark.source()).number(mark.number());
                sql.add();
            }
            sql.sendAll();
        }
    }
}
