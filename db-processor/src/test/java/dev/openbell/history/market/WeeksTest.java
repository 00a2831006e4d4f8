package dev.openbell.history.market;

import static dev.openbell.history.market.EventLog.BTC_USD;
import static dev.openbell.history.market.EventLog.SHARD;
import static dev.openbell.history.market.EventLog.cancelled;
import static dev.openbell.history.market.EventLog.changed;
import static dev.openbell.history.market.EventLog.filled;
import static dev.openbell.history.market.EventLog.listed;
import static dev.openbell.history.market.EventLog.marked;
import static dev.openbell.history.market.EventLog.placed;
import static dev.openbell.history.market.EventLog.posted;
import static dev.openbell.trading.v1.Side.BUY;
import static dev.openbell.trading.v1.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.events.v1.LedgerKind;
import dev.openbell.events.v1.PositionChange;
import dev.openbell.history.candles.MarketClock;
import dev.openbell.history.database.Database;
import dev.openbell.history.database.RealPostgres;
import dev.openbell.history.log.LogPositions;
import dev.openbell.history.log.Position;
import dev.openbell.history.log.Progress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only grows is cut into weeks, and goes a week at a time. */
class WeeksTest {
    private static final Instant WEDNESDAY = Instant.parse("2026-11-18T12:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);

    private final Database database = RealPostgres.open();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EventLog log = new EventLog();
    private int trades;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aWeekIsMadeForWhatIsWrittenAndForTheDayAfter() throws SQLException {
        tradesOn(WEDNESDAY);
        fold(new MarketTables(meters));
        assertThat(parts("trades")).isEqualTo("trades_20261116");

        tradesOn(WEDNESDAY.plus(4, ChronoUnit.DAYS).plus(13, ChronoUnit.HOURS)); // the night to Monday
        fold(new MarketTables(meters));

        assertThat(parts("trades")).isEqualTo("trades_20261116 trades_20261123");
        assertThat(parts("fills")).isEqualTo("fills_20261116 fills_20261123");
        assertThat(parts("order_events")).isEqualTo("order_events_20261116 order_events_20261123");
        assertThat(parts("ledger_entries")).isEqualTo("ledger_entries_20261116 ledger_entries_20261123");
        assertThat(parts("cfd_events")).isEqualTo("cfd_events_20261116 cfd_events_20261123");
        assertThat(parts("cfd_marks")).isEqualTo("cfd_marks_20261116 cfd_marks_20261123");
    }

    @Test
    void everyWeekHasTheIndicesOfItsTable() throws SQLException {
        tradesOn(WEDNESDAY);
        fold(new MarketTables(meters));

        assertThat(indices("fills_20261116"))
                .isEqualTo(indices("fills"))
                .isEqualTo(
                        "(account, instrument, traded_at, trade_id) (account, traded_at, trade_id) (order_id, trade_id, traded_at)"
                                + " brin (traded_at) WITH (autosummarize='on')");
        assertThat(indices("ledger_entries_20261116"))
                .isEqualTo(indices("ledger_entries"))
                .isEqualTo("(account, asset, posted_at, entry_id) (account, posted_at, entry_id) (entry_id, posted_at)"
                        + " brin (posted_at) WITH (autosummarize='on')");
        assertThat(indices("trades_20261116"))
                .isEqualTo(indices("trades"))
                .isEqualTo("(instrument, traded_at, trade_id) (trade_id, traded_at)");
        assertThat(indices("order_events_20261116"))
                .isEqualTo(indices("order_events"))
                .isEqualTo("(order_id, sequence, occurred_at)");
    }

    @Test
    void oneInstrumentOfAnAccountIsFoundByAnIndexOfItsOwn() throws SQLException {
        tradesOn(WEDNESDAY);
        fold(new MarketTables(meters));

        assertThat(plan("SELECT * FROM fills WHERE account = 'bob' AND instrument = 'BTC-USD'"
                        + " ORDER BY traded_at DESC, trade_id DESC LIMIT 51"))
                .contains("fills_20261116_account_instrument_traded_at_trade_id_idx");
        assertThat(plan("SELECT * FROM ledger_entries WHERE account = 'bob' AND asset = 'USD'"
                        + " ORDER BY posted_at DESC, entry_id DESC LIMIT 51"))
                .contains("ledger_entries_20261116_account_asset_posted_at_entry_id_idx");
    }

    @Test
    void withoutALimitEverythingIsKept() throws SQLException {
        tradesOn(WEDNESDAY);
        fold(new MarketTables(meters));
        tradesOn(WEDNESDAY.plus(3650, ChronoUnit.DAYS));
        fold(new MarketTables(meters));

        assertThat(ask("count(*) FROM trades")).isEqualTo("2");
        assertThat(ask("count(*) FROM history_begins")).isEqualTo("0");
    }

    @Test
    void aWeekThatIsOldIsDroppedWithItsClosedOrdersAndTheLedgerStays() throws SQLException {
        tradesOn(WEDNESDAY);
        var open = log.order("open", SELL, "70000", "2");
        log.command(placed("alice", open));
        var rules = new MarketTables(meters, MONTH);
        fold(rules);
        tradesOn(WEDNESDAY.plus(MONTH)); // Monday's week is not over a month old yet
        fold(rules);
        assertThat(ask("count(*) FROM trades")).isEqualTo("2");

        tradesOn(Instant.parse("2026-12-23T00:00:01Z"));
        fold(rules);

        assertThat(ask("string_agg(trade_id, ' ' ORDER BY trade_id) FROM trades"))
                .isEqualTo("trade2 trade3");
        assertThat(ask("count(*) FROM fills")).isEqualTo("4");
        assertThat(ask("string_agg(order_id, ' ' ORDER BY order_id) FROM orders"))
                .isEqualTo("ask2 ask3 bid2 bid3 open");
        assertThat(ask("count(*) FROM ledger_entries")).isEqualTo("6");
        assertThat(ask("string_agg(table_name || ' ' || (begins_at AT TIME ZONE 'UTC')::date, ' ' ORDER BY table_name)"
                        + " FROM history_begins"))
                .isEqualTo("cfd_events 2026-11-23 cfd_marks 2026-11-23 fills 2026-11-23 order_events 2026-11-23"
                        + " trades 2026-11-23");
        assertThat(meters.counter("openbell.history.dropped").count()).isEqualTo(5);
    }

    @Test
    void marksAndWhatHappenedToPositionsGoWithTheirWeekAndThePositionsStay() throws SQLException {
        var rules = new MarketTables(meters, MONTH);
        opensAPositionOn(WEDNESDAY, "p1");
        fold(rules);
        opensAPositionOn(WEDNESDAY.plus(MONTH), "p2");
        fold(rules);
        assertThat(ask("count(*) FROM cfd_marks")).isEqualTo("2");

        opensAPositionOn(Instant.parse("2026-12-23T00:00:01Z"), "p3");
        fold(rules);

        assertThat(ask("count(*) FROM cfd_marks")).isEqualTo("2");
        assertThat(ask("string_agg(position_id, ' ' ORDER BY position_id) FROM cfd_events"))
                .isEqualTo("p2 p3");
        assertThat(ask("string_agg(position_id, ' ' ORDER BY position_id) FROM cfd_positions"))
                .isEqualTo("p1 p2 p3");
    }

    @Test
    void somebodyWhoReadsForLongIsNotInTheWayOfWhatIsWritten() throws SQLException {
        var rules = new MarketTables(meters, MONTH);
        tradesOn(WEDNESDAY);
        fold(rules);
        tradesOn(WEDNESDAY.plus(60, ChronoUnit.DAYS));
        var url = database.read(connection -> connection.getMetaData().getURL());
        try (var reader = DriverManager.getConnection(url)) {
            reader.setAutoCommit(false);
            read(reader);
            fold(rules);
            assertThat(ask("count(*) FROM trades")).isEqualTo("2");
        }

        tradesOn(WEDNESDAY.plus(62, ChronoUnit.DAYS));
        fold(rules);
        assertThat(ask("count(*) FROM trades")).isEqualTo("2");
    }

    @Test
    void whatWasThereBeforeThereWereWeeksIsCarriedOver() throws SQLException {
        var url = RealPostgres.url();
        Flyway.configure().dataSource(url, null, null).target("5").load().migrate();
        try (var connection = DriverManager.getConnection(url);
                var sql = connection.createStatement()) {
            sql.execute(
                    "INSERT INTO trades VALUES ('t1', '2026-11-18T12:00:00Z', 'BTC-USD', 1, 2, 'buy', false, 0, 7)");
            sql.execute("INSERT INTO fills VALUES ('o1', 't1', '2026-11-18T12:00:00Z', 'alice', 'BTC-USD', 'buy', 1, 2,"
                    + " 'buy', 'taker', 0, false, 0, 7)");
        }
        Flyway.configure().dataSource(url, null, null).target("11").load().migrate();
        try (var connection = DriverManager.getConnection(url);
                var sql = connection.createStatement()) {
            sql.execute(
                    "INSERT INTO cfd_marks VALUES ('SOL_USDC', '2026-11-18T12:00:00Z', 1, 2, '2026-11-18T12:00:07Z', 0, 7)");
        }

        Flyway.configure().dataSource(url, null, null).load().migrate();

        try (var connection = DriverManager.getConnection(url);
                var sql = connection.createStatement()) {
            sql.execute(
                    "CREATE TABLE next PARTITION OF trades FOR VALUES FROM ('2026-11-23 00:00Z') TO ('2026-11-30 00:00Z')");
            sql.execute(
                    "INSERT INTO trades VALUES ('t2', '2026-11-23T00:00:00Z', 'BTC-USD', 1, 2, 'buy', false, 0, 8)");
            var found = sql.executeQuery(
                    "SELECT string_agg(trade_id || ' ' || tableoid::regclass, ', ' ORDER BY trade_id) FROM trades");
            found.next();
            assertThat(found.getString(1)).isEqualTo("t1 trades_before, t2 next");
            found = sql.executeQuery("SELECT tableoid::regclass FROM cfd_marks");
            found.next();
            assertThat(found.getString(1)).isEqualTo("cfd_marks_before");
            // Nothing is built twice: the indices of what was there are those of the first part.
            found = sql.executeQuery("SELECT count(*), count(*) FILTER (WHERE c.relispartition)"
                    + " FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE indrelid = 'fills_before'::regclass");
            found.next();
            assertThat(found.getString(1) + " " + found.getString(2)).isEqualTo("4 4");
        }
    }

    /** Alice and Bob trade at this time, and both orders are done. */
    private void tradesOn(Instant time) {
        log.time = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        if (log.records.isEmpty()) log.command(listed(BTC_USD));
        int number = ++trades;
        var ask = log.order("ask" + number, SELL, "70000", "2");
        var bid = log.order("bid" + number, BUY, "70000", "3");
        log.command(
                placed("alice", ask),
                placed("bob", bid),
                log.traded("trade" + number, "2", "alice", filled(ask, "2"), "bob", filled(bid, "2")),
                posted("bob", "-140000", LedgerKind.TRADE, "trade" + number),
                posted("alice", "140000", LedgerKind.TRADE, "trade" + number),
                cancelled("bob", filled(bid, "2")));
    }

    /** Alice opens one at the price that the feed tells at this time. */
    private void opensAPositionOn(Instant time, String id) {
        log.time = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        log.command(marked("149", "150"));
        log.command(changed("alice", PositionChange.POSITION_OPENED, log.position(id, "2", "150")));
    }

    private void fold(MarketTables tables) throws SQLException {
        var position = database.transaction(
                connection -> LogPositions.findOrBegin(connection, SHARD, Position.atBeginning("topic", 0)));
        var news = log.records.subList((int) position.nextOffset(), log.records.size());
        new MarketFold(SHARD, database, tables, new MarketClock(), new Progress(Duration.ZERO)).apply(news, position);
    }

    private static void read(Connection reader) throws SQLException {
        try (var sql = reader.createStatement()) {
            sql.executeQuery("SELECT count(*) FROM trades");
        }
    }

    private String parts(String table) throws SQLException {
        if (ask("count(*) FROM pg_inherits WHERE inhparent = '" + table + "'::regclass")
                .equals("0")) fold(new MarketTables(meters));
        return ask("string_agg(inhrelid::regclass::text, ' ' ORDER BY inhrelid::regclass::text) FROM pg_inherits"
                + " WHERE inhparent = '" + table + "'::regclass");
    }

    /** What a table is indexed by; a B-tree unless it says otherwise. */
    private String indices(String table) {
        return ask(
                "string_agg(columns, ' ' ORDER BY columns) FROM (SELECT replace(regexp_replace(indexdef, '.* USING ', ''),"
                        + " 'btree ', '') AS columns FROM pg_indexes WHERE tablename = '" + table + "') found");
    }

    /** As it would be done if rows were many. */
    private String plan(String query) {
        return database.read(connection -> {
            try (var sql = connection.createStatement()) {
                sql.execute("SET enable_seqscan = off");
                sql.execute("SET enable_sort = off");
                sql.execute("SET enable_bitmapscan = off");
                var lines = sql.executeQuery("EXPLAIN " + query);
                var plan = new StringBuilder();
                while (lines.next()) plan.append(lines.getString(1)).append('\n');
                sql.execute("RESET ALL");
                return plan.toString();
            }
        });
    }

    private String ask(String query) {
        return RealPostgres.ask(database, "SELECT " + query);
    }
}
