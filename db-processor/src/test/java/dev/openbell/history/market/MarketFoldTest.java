package dev.openbell.history.market;

import static dev.openbell.history.market.EventLog.BTC_USD;
import static dev.openbell.history.market.EventLog.SHARD;
import static dev.openbell.history.market.EventLog.balance;
import static dev.openbell.history.market.EventLog.cancelled;
import static dev.openbell.history.market.EventLog.filled;
import static dev.openbell.history.market.EventLog.listed;
import static dev.openbell.history.market.EventLog.placed;
import static dev.openbell.history.market.EventLog.posted;
import static dev.openbell.trading.v1.Side.BUY;
import static dev.openbell.trading.v1.Side.SELL;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.money.E8;
import dev.openbell.events.v1.EventRecord;
import dev.openbell.events.v1.LedgerKind;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.history.candles.MarketClock;
import dev.openbell.history.database.Database;
import dev.openbell.history.database.RealPostgres;
import dev.openbell.history.database.Sql;
import dev.openbell.history.log.Gap;
import dev.openbell.history.log.Halt;
import dev.openbell.history.log.LogPositions;
import dev.openbell.history.log.Position;
import dev.openbell.history.log.Progress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarketFoldTest {
    private static final Position BEGINNING = Position.atBeginning("topic", 0);
    private static final List<String> TABLES = List.of(
            "orders",
            "order_events",
            "trades",
            "fills",
            "ledger_entries",
            "balances",
            "instruments",
            "candles",
            "positions",
            "cfd_positions",
            "cfd_events",
            "cfd_marks");

    private final Database database = RealPostgres.open();
    private final MarketFold fold = foldInto(database);

    @BeforeEach
    void aLogThatNobodyHasFollowed() throws SQLException {
        stand(BEGINNING);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void eventsBecomeRows() throws SQLException {
        var end = fold.apply(aTradeAndACancel().records, BEGINNING);

        assertThat(end).isEqualTo(new Position("topic", 1, 4, 12));
        assertThat(ask("string_agg(order_id || ' ' || status, ', ' ORDER BY order_id) FROM orders"))
                .isEqualTo("ask filled, bid cancelled");
        assertThat(ask("string_agg(kind, ' ' ORDER BY sequence) FROM order_events WHERE order_id = 'bid'"))
                .isEqualTo("placed traded cancelled");
        assertThat(
                        ask(
                                "string_agg(account || ' ' || side || ' ' || liquidity || ' ' || fee_e8, ', ' ORDER BY fee_e8) FROM fills"))
                .isEqualTo("alice sell maker 5, bob buy taker 10");
        assertThat(
                        ask(
                                "string_agg(trade_id || ' ' || price_e8 || ' ' || quantity_e8 || ' ' || taker_side, ', ') FROM trades"))
                .isEqualTo("trade 7000000000000 200000000 buy");
        assertThat(ask("string_agg(minutes || ' ' || close_e8 || ' ' || sequence, ', ' ORDER BY minutes) FROM candles"))
                .isEqualTo("1 7000000000000 6, 60 7000000000000 6, 1440 7000000000000 6");
        assertThat(ask("sum(amount_e8) FROM ledger_entries")).isEqualTo("0");
        assertThat(ask("count(DISTINCT entry_id) FROM ledger_entries")).isEqualTo("2");
        assertThat(ask("available_e8 || ' ' || held_e8 FROM balances WHERE account = 'bob'"))
                .isEqualTo("86000000000000 0");
        assertThat(ask("next_offset || ' ' || last_sequence || ' ' || log_epoch FROM log_positions"))
                .isEqualTo("4 12 1");
    }

    /** Else every change would be written into all of its indices. */
    @Test
    void noIndexNamesWhatChangesOfAnOrder() {
        assertThat(ask("string_agg(DISTINCT attname, ' ' ORDER BY attname) FROM pg_index"
                        + " JOIN pg_depend ON classid = 'pg_class'::regclass AND objid = indexrelid"
                        + " JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid"
                        + " WHERE indrelid = 'orders'::regclass AND refobjid = indrelid"))
                .isEqualTo("account created_at ended_rarely idempotency_key instrument order_id");
    }

    @Test
    void howTheLogIsCutIntoBatchesMakesNoDifference() throws SQLException {
        var log = aTradeAndACancel();
        fold.apply(log.records, BEGINNING);
        var inOne = tables(database);

        var other = RealPostgres.open();
        try {
            stand(other, BEGINNING);
            var slow = foldInto(other);
            var position = BEGINNING;
            for (var record : log.records) position = slow.apply(List.of(record), position);
            assertThat(tables(other)).isEqualTo(inOne);
        } finally {
            other.close();
        }
    }

    @Test
    void recordsThatAreInTheTablesAlreadyHaltAndChangeNothing() throws SQLException {
        var log = aTradeAndACancel();
        fold.apply(log.records, BEGINNING);
        var once = tables(database);

        stand(BEGINNING); // as if the positions had been lost

        var position = fold.apply(log.records.subList(0, 1), BEGINNING); // what is listed again stays as it is
        assertThatThrownBy(() -> fold.apply(log.records.subList(1, 2), position))
                .isInstanceOf(Halt.class)
                .hasMessageStartingWith("The record at offset 1 holds what no table can: ");
        assertThat(tables(database)).isEqualTo(once);
    }

    @Test
    void whoComesSecondWithTheSameRecordsKeepsNothing() throws SQLException {
        var log = aTradeAndACancel();
        fold.apply(log.records, BEGINNING);
        var once = tables(database);

        assertThatThrownBy(() -> fold.apply(log.records, BEGINNING))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Another instance");

        assertThat(tables(database)).isEqualTo(once);
    }

    @Test
    void eventsThatWereSeenAreDroppedWhenTwoOwnersPublishThem() throws SQLException {
        var log = aTradeAndACancel();
        var end = fold.apply(log.records, BEGINNING);
        var once = tables(database);
        var again = EventLog.record(4, parse(log.records.get(2)));

        var after = fold.apply(List.of(again), end);

        assertThat(after).isEqualTo(new Position("topic", 1, 5, 12));
        assertThat(tables(database)).isEqualTo(once);
    }

    @Test
    void aCommandInPartsIsWrittenOnceItIsWhole() throws SQLException {
        var log = new EventLog().command(listed(BTC_USD));
        var first = log.order("first", BUY, "100", "1");
        log.part(0, false, placed("bob", first));
        log.part(1, true, placed("bob", log.order("second", BUY, "100", "1")));

        var position = fold.apply(log.records.subList(0, 2), BEGINNING);
        assertThat(position.nextOffset()).isEqualTo(1);
        assertThat(ask("count(*) FROM orders")).isEqualTo("0");

        position = fold.apply(log.records.subList(1, 3), position);
        assertThat(position.nextOffset()).isEqualTo(3);
        assertThat(ask("count(*) FROM orders")).isEqualTo("2");
    }

    @Test
    void aGapIsNoticed() {
        var log = aTradeAndACancel();
        var withGap = List.of(log.records.get(0), log.records.get(2));

        assertThatThrownBy(() -> fold.apply(withGap, BEGINNING))
                .isInstanceOf(Gap.class)
                .hasMessageContaining("event 2 is missing");
        assertThat(ask("count(*) FROM instruments")).isEqualTo("0");
    }

    @Test
    void emptyTablesCannotBeginInATrimmedLog() {
        var trimmed = aTradeAndACancel().records.subList(1, 4);

        assertThatThrownBy(() -> fold.apply(trimmed, BEGINNING))
                .isInstanceOf(Halt.class)
                .hasMessage(
                        "The log begins with event 2: what was before is trimmed, and a backup of the tables has it");
    }

    @Test
    void aRecordWithOneWrongByteHalts() {
        var record = aTradeAndACancel().records.get(0);
        record.value()[3] ^= 1;

        assertThatThrownBy(() -> fold.apply(List.of(record), BEGINNING))
                .isInstanceOf(Halt.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void whatComesBeforeARecordThatCannotBeReadIsWritten() throws SQLException {
        var log = aTradeAndACancel();
        log.records.get(2).value()[3] ^= 1;

        var end = fold.apply(log.records, BEGINNING);

        assertThat(end.nextOffset()).isEqualTo(2);
        assertThat(ask("count(*) FROM orders")).isEqualTo("1");
        assertThatThrownBy(() -> fold.apply(log.records.subList(2, 4), end))
                .isInstanceOf(Halt.class)
                .hasMessage("The record at offset 2 is not what its checksum says");
    }

    @Test
    void whatComesBeforeARecordThatNoTableCanHoldIsWrittenAndThatOneIsNamed() throws SQLException {
        var log = new EventLog().command(listed(BTC_USD));
        for (int i = 0; i < 20; i++) log.command(placed("alice", log.order("ask" + i, SELL, "70000", "2")));
        var longerThanAnIndexTakes = new Random(1)
                .ints(10_000, 'a', 'z')
                .mapToObj(Character::toString)
                .collect(joining());
        log.command(placed("alice", log.order(longerThanAnIndexTakes, SELL, "70000", "2")));
        log.command(placed("alice", log.order("last", SELL, "70000", "2")));

        var position = BEGINNING;
        while (position.nextOffset() < 21) {
            position = fold.apply(log.records.subList((int) position.nextOffset(), 23), position);
        }

        assertThat(ask("count(*) FROM orders")).isEqualTo("20");
        var end = position;
        assertThatThrownBy(() -> fold.apply(log.records.subList(21, 23), end))
                .isInstanceOf(Halt.class)
                .hasMessageStartingWith("The record at offset 21 holds what no table can: ");
        assertThat(ask("count(*) FROM orders")).isEqualTo("20");
    }

    @Test
    void textsThatAreNoPlainLettersAreKept() throws SQLException {
        var log = new EventLog().command(listed(BTC_USD));
        var order = log.order("ask", SELL, "70000", "2").setIdempotencyKey("größer\0als");
        log.command(placed("alice", order));

        fold.apply(log.records, BEGINNING);

        assertThat(ask("idempotency_key FROM orders")).isEqualTo("größer\uFFFDals");
    }

    @Test
    void aNewLogEpochMayLeaveNumbersOut() throws SQLException {
        var log = aTradeAndACancel();
        var position = fold.apply(log.records, BEGINNING);
        log.goesOnInEpoch(2, 1_000);
        log.command(balance("bob", "7", "0"));

        var next = fold.apply(log.records.subList(4, 5), position);

        assertThat(next).isEqualTo(new Position("topic", 2, 5, 1_000));
        bobHas("7");
    }

    @Test
    void aCommandThatWasTornByALossCountsWithTheStatementAfterIt() throws SQLException {
        var log = aTradeAndACancel();
        var position = fold.apply(log.records, BEGINNING);
        log.part(0, false, posted("bob", "3", LedgerKind.CORRECTION, "first try"));
        log.goesOnInEpoch(2, 1_000);
        log.command(posted("alice", "-3", LedgerKind.CORRECTION, "second try"));

        assertThat(fold.apply(log.records.subList(4, 5), position)).isEqualTo(position);
        var next = fold.apply(log.records.subList(4, 6), position);

        assertThat(next.lastSequence()).isEqualTo(1_000);
        assertThat(ask("sum(amount_e8) FROM ledger_entries WHERE kind = 'correction'"))
                .isEqualTo("0");
    }

    @Test
    void aLogEpochThatBeginsWithWhatTheTablesHaveHalts() throws SQLException {
        var log = aTradeAndACancel();
        var position = fold.apply(log.records, BEGINNING);
        log.goesOnInEpoch(2, 12);
        log.command(balance("bob", "7", "0"));

        assertThatThrownBy(() -> fold.apply(log.records.subList(4, 5), position))
                .isInstanceOf(Halt.class)
                .hasMessage("Log epoch 2 begins at offset 4 with event 12, and the tables go to event 12");
    }

    @Test
    void whatComesLateOfAnEpochThatIsOverIsDroppedAndNewsOfItHalts() throws SQLException {
        var log = aTradeAndACancel();
        var position = fold.apply(log.records, BEGINNING);
        log.goesOnInEpoch(2, 1_000);
        log.command(balance("bob", "7", "0"));
        log.goesOnInEpoch(1, 13);
        log.command(balance("bob", "8", "0"));
        log.goesOnInEpoch(1, 1_001);
        log.command(balance("bob", "9", "0"));

        var next = fold.apply(log.records.subList(4, 6), position);
        assertThat(next).isEqualTo(new Position("topic", 2, 6, 1_000));
        bobHas("7");
        assertThatThrownBy(() -> fold.apply(log.records.subList(6, 7), next))
                .isInstanceOf(Halt.class)
                .hasMessageContaining("news of log epoch 1, which is over");
    }

    /** Alice offers two, Bob bids for three, gets the two and cancels the rest. Four records, twelve events. */
    private static EventLog aTradeAndACancel() {
        var log = new EventLog().command(listed(BTC_USD));
        var ask = log.order("ask", SELL, "70000", "2");
        log.command(placed("alice", ask), balance("alice", "100000", "0"));
        var bid = log.order("bid", BUY, "70000", "3");
        var rest = filled(bid, "2");
        log.command(
                placed("bob", bid),
                balance("bob", "790000", "210000"),
                log.traded("trade", "2", "alice", filled(ask, "2"), "bob", rest),
                posted("bob", "-140000", LedgerKind.TRADE, "trade"),
                posted("alice", "140000", LedgerKind.TRADE, "trade"),
                balance("bob", "790000", "70000"),
                balance("alice", "240000", "0"));
        return log.command(cancelled("bob", rest), balance("bob", "860000", "0"));
    }

    private static MarketEvents parse(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventRecord.read(record);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private String ask(String query) {
        return RealPostgres.ask(database, "SELECT " + query);
    }

    private void bobHas(String available) {
        assertThat(ask("available_e8 FROM balances WHERE account = 'bob'"))
                .isEqualTo(Long.toString(E8.parse(available)));
    }

    private static MarketFold foldInto(Database database) {
        return new MarketFold(
                SHARD,
                database,
                new MarketTables(new SimpleMeterRegistry()),
                new MarketClock(),
                new Progress(Duration.ZERO));
    }

    private static Map<String, List<String>> tables(Database database) {
        var tables = new LinkedHashMap<String, List<String>>();
        for (var table : TABLES) tables.put(table, RealPostgres.rows(database, table));
        return tables;
    }

    private void stand(Position position) throws SQLException {
        stand(database, position);
    }

    private static void stand(Database database, Position position) throws SQLException {
        database.transaction(connection -> {
            try (var sql = Sql.of(connection, "DELETE FROM log_positions")) {
                sql.run();
            }
            return LogPositions.findOrBegin(connection, SHARD, position);
        });
    }
}
