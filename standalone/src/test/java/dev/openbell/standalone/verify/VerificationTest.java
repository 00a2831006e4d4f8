package dev.openbell.standalone.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.openbell.events.v1.LedgerKind;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.standalone.Setup;
import dev.openbell.standalone.Venue;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.Side;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A log in a real Kafka against tables in a real PostgreSQL, as the db-processor makes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // beforeAll opens what the tests stand on
class VerificationTest {
    private static final Path MIGRATIONS = Path.of("..", "db-processor", "src", "main", "resources", "db", "migration");

    /** They are folds of other logs, sums over these tables, or remember how far this log has been folded. */
    private static final List<String> NOT_OF_THE_MARKET = List.of(
            "api_keys",
            "audit",
            "history_begins",
            "log_positions",
            "price_candles",
            "refresh_families",
            "settlements",
            "user_command_outcomes",
            "users");

    private Venue venue;
    private Connection sql;
    private String topic;
    private Tape tape;
    private Opening.Source archive;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @BeforeAll
    void openKafkaAndPostgres(@TempDir Path data) throws Exception {
        venue = Venue.start(Setup.onFreePorts(data.resolve("venue"))
                .withServices()
                .withLibraries(System.getProperty("java.class.path")));
        sql = DriverManager.getConnection(venue.addresses().database());
        migrate();
        for (var cut : List.of("order_events", "trades", "fills", "ledger_entries", "cfd_events", "cfd_marks"))
            execute("CREATE TABLE all_%1$s PARTITION OF %1$s DEFAULT".formatted(cut));
    }

    @AfterAll
    void close() throws SQLException {
        sql.close();
        venue.close();
    }

    @BeforeEach
    void nothingIsThere() throws SQLException {
        told.reset();
        tape = Tape.market();
        archive = (shard, file) -> false;
        topic = "events-" + UUID.randomUUID();
        for (var table : Table.ALL) execute("TRUNCATE " + table.title);
    }

    @Test
    void everyTableOfTheMarketIsCompared() throws SQLException {
        var tables = new TreeSet<String>();
        try (var query = sql.createStatement();
                var found = query.executeQuery("""
                        SELECT relname FROM pg_class
                        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition""")) {
            while (found.next()) tables.add(found.getString("relname"));
        }
        tables.removeAll(NOT_OF_THE_MARKET);

        assertThat(Table.ALL).extracting(table -> table.title).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void tablesThatAreWhatTheEventsSayAreIdentical() throws Exception {
        write(tape);
        fold(tape, tape.position());

        assertThat(verify()).isTrue();
        assertThat(report()).startsWith("""
                what                 compared           result
                %s-0          7 records   whole up to event 26
                instruments                 1 rows      identical
                orders                      2 rows      identical
                order_events                5 rows      identical
                trades                      1 rows      identical
                fills                       2 rows      identical
                ledger_entries             11 rows      identical
                balances                    4 rows      identical
                candles                     3 rows      identical
                positions                   2 rows      identical
                cfd_positions               1 rows      identical
                cfd_events                  1 rows      identical
                cfd_marks                   1 rows      identical
                ledger                     11 entries   balanced

                The tables are what the events say, and the ledger agrees with itself.
                """.formatted(topic));
    }

    @Test
    void whateverWasChangedInTheDatabaseIsNamed() throws Exception {
        write(tape);
        fold(tape, tape.position());
        execute("UPDATE instruments SET tick_e8 = 10");
        execute("UPDATE orders SET account = 'eve', stop_price_e8 = 9 WHERE order_id = 'o2'");
        execute("UPDATE order_events SET order_after = '\\x0102' WHERE sequence = 23");
        execute("UPDATE trades SET traded_at = traded_at + interval '1 microsecond', quantity_e8 = 6");
        execute("DELETE FROM fills WHERE order_id = 'o2'");
        execute("INSERT INTO ledger_entries VALUES ('zzzzzzzzzzzzz', now(), 'eve', 'USD', 1, 1, 'grant', '')");
        execute("UPDATE candles SET close_e8 = 99, quote_volume_e16 = 1e30 WHERE minutes = 60");
        execute("UPDATE balances SET sequence = 1, held_e8 = 0 WHERE account = 'bob' AND asset = 'SOL'");
        execute("UPDATE positions SET net_quantity_e8 = 6 WHERE account = 'bob'");
        execute("UPDATE cfd_positions SET leverage = 9, sequence = 1");
        execute("UPDATE cfd_events SET gap_e8 = 3");
        execute("INSERT INTO cfd_marks VALUES ('ETH_USDC', '%s', 1, 2, '%s', 0, 24)".formatted(Tape.NOON, Tape.NOON));

        assertThat(verify()).isFalse();
        assertThat(report())
                .contains("instruments, symbol SOL-USD: tick_e8 expected 1, found 10\n")
                .contains("orders, order_id o2: account expected \"bob\", found \"eve\"\n")
                .contains("orders, order_id o2: stop_price_e8 expected nothing, found 9\n")
                .contains("order_events, order_id o1, sequence 23: order_after expected 0a02")
                .contains(", found 0102\n")
                .contains("trades, trade_id t1: traded_at expected %s, found %s\n"
                        .formatted(Tape.NOON, Tape.NOON.plusNanos(1_000)))
                .contains("trades, trade_id t1: quantity_e8 expected 5, found 6\n")
                .contains("fills, order_id o2, trade_id t1: the row is missing\n")
                .contains("ledger_entries, entry_id zzzzzzzzzzzzz: no event made this row\n")
                .contains("balances, account bob, shard 0, asset SOL: sequence expected 21, found 1\n")
                .contains(
                        "candles, instrument SOL-USD, minutes 60, opened_at 2026-01-01T12:00:00Z: close_e8 expected 100, found 99\n")
                .contains(": quote_volume_e16 expected 500, found 1000000000000000000000000000000\n")
                .contains("positions, account bob, instrument SOL-USD: net_quantity_e8 expected 5, found 6\n")
                .contains("cfd_positions, position_id p1: leverage expected 0, found 9\n")
                .contains("cfd_events, position_id p1, sequence 26: gap_e8 expected 0, found 3\n")
                .contains("cfd_marks, asset ETH_USDC, minute %s: no event made this row\n".formatted(Tape.NOON))
                .contains("12 wrong; of each table the first is shown.\n");
    }

    @Test
    void whatTheDatabaseDoesNotKnowYetIsNoDifference() throws Exception {
        write(tape);
        fold(tape, Tape.upTo(9));

        assertThat(verify()).isTrue();
        assertThat(report())
                .contains("whole up to event 9\n")
                .contains("trades                      0 rows      identical\n");
    }

    @Test
    void aLogThatDoesNotAddUpIsNotBalanced() throws Exception {
        tape.command(Tape.posted("eve", "USD", 1, 1, LedgerKind.GRANT));
        write(tape);
        fold(tape, tape.position());

        assertThat(verify()).isFalse();
        assertThat(report())
                .contains("ledger                     12 entries   2 wrong\n")
                .contains("identical");
    }

    @Test
    void aBrokenLogIsWrongAndSaysWhere() throws Exception {
        tape.records.remove(2);
        write(tape);
        fold(Tape.market(), Tape.market().position());

        assertThat(verify()).isFalse();
        assertThat(report()).startsWith(topic + "-0, the record at offset 2: event 5 is missing, it begins with 8\n");
    }

    @Test
    void aTrimmedLogIsFoldedFromTheArchive() throws Exception {
        write(tape);
        fold(tape, tape.position());
        trim(5);
        archive = (shard, file) -> {
            try (var out = Files.newOutputStream(file)) {
                head(23).writeDelimitedTo(out);
                standing().writeDelimitedTo(out);
            }
            return true;
        };

        assertThat(verify()).isTrue();
        assertThat(report())
                .contains("instruments                 1 rows      identical\n")
                .contains("orders                      1 rows      identical\n")
                .contains("                            1 rows      older than the log, which was trimmed\n")
                .contains("balances                    4 rows      identical\n")
                .contains("ledger                      0 entries   balanced\n");

        execute("UPDATE balances SET available_e8 = 99 WHERE account = 'bob' AND asset = 'USD'");
        assertThat(verify()).isFalse();
        assertThat(report())
                .contains("balances, account bob, shard 0, asset USD: available_e8 expected 98, found 99\n");
    }

    /** The last command is left in the log: sue cancels, and her coins are free again. */
    private static MarketEvents.Builder header() {
        return MarketEvents.newBuilder().setCommandOffset(4);
    }

    private static MarketEvents head(long sequence) {
        return header().setLastSequence(sequence - 1).build();
    }

    /** How everything stood before it. */
    private static MarketEvents standing() {
        return header().addEvents(Tape.listed("SOL-USD"))
                .addEvents(Tape.placed("sue", Tape.order("o1", Side.SELL, 8, 5, OrderStatus.PARTIALLY_FILLED)))
                .addEvents(Tape.posted("sue", "SOL", 3, 3, LedgerKind.CORRECTION))
                .addEvents(Tape.posted("sue", "USD", 499, 499, LedgerKind.CORRECTION))
                .addEvents(Tape.posted("bob", "SOL", 5, 5, LedgerKind.CORRECTION))
                .addEvents(Tape.posted("bob", "USD", 98, 98, LedgerKind.CORRECTION))
                .addEvents(Tape.balance("sue", "SOL", 0, 3))
                .addEvents(Tape.balance("sue", "USD", 499, 0))
                .addEvents(Tape.balance("bob", "SOL", 5, 0))
                .addEvents(Tape.balance("bob", "USD", 98, 0))
                .build();
    }

    @Test
    void aTrimmedLogWithoutAnArchiveCannotBeFolded() throws Exception {
        write(tape);
        fold(tape, tape.position());
        trim(1);

        cannotVerify("%s-0 is trimmed, and the archive does not tell what was before");
    }

    private void trim(long offset) throws Exception {
        try (var admin = admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    @Test
    void aLogThatIsShorterThanTheDatabaseCannotBeCompared() throws Exception {
        write(tape);
        fold(tape, Tape.upTo(99));

        cannotVerify("%s-0 ends with event 26, and the database has come to event 99");
    }

    @Test
    void aColumnThatIsNotComparedDoesNotPassForRight() throws Exception {
        write(tape);
        fold(tape, tape.position());
        execute("ALTER TABLE trades ADD COLUMN mood TEXT");
        try {
            assertThatThrownBy(this::verify)
                    .isInstanceOf(CannotVerify.class)
                    .hasMessageStartingWith("The table trades has the columns ")
                    .hasMessageContaining("mood");
        } finally {
            execute("ALTER TABLE trades DROP COLUMN mood");
        }
    }

    @Test
    void aLogThatTheDatabaseDoesNotFollowCannotBeCompared() {
        cannotVerify("The database follows no log named %s");
    }

    private boolean verify() throws InterruptedException {
        var addresses = venue.addresses();
        return new Verification(topic, archive, new PrintStream(told, true, StandardCharsets.UTF_8))
                .run(addresses.kafka(), addresses.database());
    }

    private String report() {
        return told.toString(StandardCharsets.UTF_8);
    }

    private void cannotVerify(String why) {
        assertThatThrownBy(this::verify).isInstanceOf(CannotVerify.class).hasMessage(why, topic);
        assertThat(report()).isEmpty();
    }

    /** Into Kafka. */
    private void write(Tape written) throws Exception {
        try (var admin = admin();
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", venue.addresses().kafka()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            for (var record : written.records) {
                producer.send(new ProducerRecord<>(topic, 0, record.key(), record.value(), record.headers()))
                        .get();
            }
        }
    }

    /** Into PostgreSQL, as far as the position, which is stored too. */
    private void fold(Tape written, Position position) throws SQLException {
        Map<Object, Row> newest = new LinkedHashMap<>();
        var fold = new Fold(row -> newest.put(List.of(row.table(), row.key()), row));
        var chain = new Chain(position);
        for (var record : written.records)
            if (!chain.isComplete()) chain.follow(record).ifPresent(fold::add);
        for (var row : newest.values()) insert(row);
        try (var insert = sql.prepareStatement("INSERT INTO log_positions VALUES (?, 0, 'id', 0, 0, ?)")) {
            insert.setString(1, topic);
            insert.setLong(2, position.lastSequence());
            insert.executeUpdate();
        }
    }

    private void insert(Row row) throws SQLException {
        var columns = row.table().columns;
        var places = String.join(", ", Collections.nCopies(columns.size(), "?"));
        try (var insert = sql.prepareStatement(
                "INSERT INTO %s (%s) VALUES (%s)".formatted(row.table().title, String.join(", ", columns), places))) {
            for (int i = 0; i < columns.size(); i++)
                insert.setObject(i + 1, forJdbc(row.values().get(i)));
            insert.executeUpdate();
        }
    }

    private static @Nullable Object forJdbc(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant time -> time.atOffset(ZoneOffset.UTC);
            case BigInteger sum -> new BigDecimal(sum);
            case ByteString bytes -> bytes.toByteArray();
            default -> value;
        };
    }

    private void migrate() throws IOException, SQLException {
        try (var files = Files.list(MIGRATIONS)) {
            for (var file : files.sorted(Comparator.comparingInt(VerificationTest::version))
                    .toList()) execute(Files.readString(file));
        }
    }

    private static int version(Path migration) {
        var name = migration.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    private void execute(String statement) throws SQLException {
        try (var execution = sql.createStatement()) {
            execution.execute(statement);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", venue.addresses().kafka()));
    }
}
