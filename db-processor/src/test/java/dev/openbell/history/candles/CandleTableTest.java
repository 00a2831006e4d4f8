package dev.openbell.history.candles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.history.database.Database;
import dev.openbell.history.database.RealPostgres;
import dev.openbell.history.database.Sql;
import dev.openbell.trading.v1.Trade;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trades in, candles out, against what a pencil says. */
class CandleTableTest {
    private static final long START = Instant.parse("2026-02-28T20:17:03Z").toEpochMilli() * 1_000;

    private final Database database = RealPostgres.open();

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyCandleIsWhatItsTradesComeTo(long seed) throws SQLException {
        var random = new Random(seed);
        var trades = new ArrayList<Trade>();
        for (var instrument : List.of("A-USD", "B-USD")) {
            trades.addAll(RandomTrades.from(random, instrument, START, 500));
        }
        var ticks = ticks(trades);
        for (int from = 0; from < ticks.size(); ) {
            int to = Math.min(ticks.size(), from + 1 + random.nextInt(200));
            fold(ticks.subList(from, to));
            from = to;
        }

        for (var instrument : List.of("A-USD", "B-USD")) {
            var ofIt = trades.stream()
                    .filter(trade -> trade.getInstrument().equals(instrument))
                    .toList();
            for (var interval : Interval.STORED) {
                var reckoned = Pencil.inBuckets(ofIt, interval.minutes());
                assertThat(stored(instrument, interval)).isEqualTo(lines(reckoned.keySet(), reckoned.values()));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void foldingOnceMoreChangesNothingHoweverTheLogIsCut(long seed) throws SQLException {
        var random = new Random(seed);
        var ticks = ticks(RandomTrades.from(random, "A-USD", START, 300));
        fold(ticks.subList(0, 150));
        fold(ticks.subList(150, 200));
        int seen = random.nextInt(200);
        fold(ticks.subList(seen, 200));
        fold(ticks.subList(random.nextInt(seen + 1), 300));
        var cut = RealPostgres.rows(database, "candles");

        fold(ticks);

        assertThat(RealPostgres.rows(database, "candles")).isEqualTo(cut);
        assertThat(stored("A-USD", Interval.ONE_DAY)).hasSizeGreaterThan(1);
    }

    @Test
    void aSumMayOutgrowSixtyFourBits() throws SQLException {
        var large = Trade.newBuilder()
                .setInstrument("A-USD")
                .setPriceE8(Long.MAX_VALUE)
                .setQuantityE8(Long.MAX_VALUE)
                .setTimestampMicros(START)
                .build();

        fold(ticks(List.of(large, large)));

        var product = BigInteger.valueOf(Long.MAX_VALUE).pow(2);
        assertThat(RealPostgres.ask(database, "SELECT quote_volume_e16 FROM candles WHERE minutes = 1"))
                .isEqualTo(product.add(product).toString());
    }

    /** A venue that has been running before candles were there. */
    @Test
    void whatWasTradedBeforeThereWereCandlesHasThemToo() throws Exception {
        var trades = RandomTrades.from(new Random(7), "A-USD", START, 300);
        fold(ticks(trades));
        var url = RealPostgres.url();
        Flyway.configure().dataSource(url, null, null).target("5").load().migrate();

        var old = new Database(url, 4, true, new Waiting());
        try {
            writeDown(old, trades);
            old.open();

            assertThat(RealPostgres.rows(old, "candles")).isEqualTo(RealPostgres.rows(database, "candles"));
        } finally {
            old.close();
        }
    }

    private static void writeDown(Database old, List<Trade> trades) throws SQLException {
        old.transaction(connection -> {
            try (var sql = Sql.of(connection, "INSERT INTO trades VALUES (?, ?, ?, ?, ?, 'buy', false, 0, ?)")) {
                for (int i = 0; i < trades.size(); i++) {
                    var trade = trades.get(i);
                    sql.text(trade.getTradeId())
                            .time(trade.getTimestampMicros())
                            .text(trade.getInstrument());
                    sql.number(trade.getPriceE8()).number(trade.getQuantityE8()).number(1 + i);
                    sql.add();
                }
                sql.sendAll();
            }
            return trades;
        });
    }

    private void fold(List<Tick> ticks) throws SQLException {
        database.transaction(connection -> {
            CandleTable.TRADED.fold(connection, ticks);
            return ticks.size();
        });
    }

    /** Numbered as the events of one shard. */
    private static List<Tick> ticks(List<Trade> trades) {
        var ticks = new ArrayList<Tick>();
        for (var trade : trades) ticks.add(Tick.of(trade, 0, 1 + ticks.size()));
        return ticks;
    }

    private List<String> stored(String instrument, Interval interval) {
        return database.read(connection -> {
            try (var sql = Sql.of(
                    connection, "SELECT * FROM candles WHERE instrument = ? AND minutes = ? ORDER BY opened_at")) {
                return sql.text(instrument).number(interval.minutes()).all(row -> {
                    var candle = Candle.read(row);
                    return line(
                            row.micros("opened_at"),
                            candle.openE8(),
                            candle.highE8(),
                            candle.lowE8(),
                            candle.closeE8(),
                            candle.volumeE8().longValueExact(),
                            candle.trades());
                });
            }
        });
    }

    private static List<String> lines(Iterable<Long> times, Iterable<Pencil> reckoned) {
        var lines = new ArrayList<String>();
        var time = times.iterator();
        for (var trades : reckoned) {
            lines.add(line(
                    time.next(),
                    trades.open(),
                    trades.high(),
                    trades.low(),
                    trades.close(),
                    trades.volume(),
                    trades.trades().size()));
        }
        return lines;
    }

    private static String line(long time, long open, long high, long low, long close, long volume, long trades) {
        return "%s: %d %d %d %d, %d in %d"
                .formatted(Instant.ofEpochMilli(time / 1_000), open, high, low, close, volume, trades);
    }

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }
}
