package dev.openbell.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.money.E8;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.Openbell;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.TimePassed;
import dev.openbell.events.v1.Topics;
import dev.openbell.standalone.Venue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The matcher stands halted, and ./openbell recover is the way on. */
class RecoverTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final TopicPartition COMMANDS = new TopicPartition(Topics.TRADING_COMMANDS, 0);

    private final Path data;
    private final Openbell openbell;

    RecoverTest(@TempDir Path data) {
        this.data = data;
        this.openbell = new Openbell(data.resolve("venue"));
    }

    @Test
    void aLogThatLostItsEndIsReportedAndTheMarketGoesOn() throws Exception {
        Dealer seller, buyer;
        long kept;
        String lost;
        try (var evening = Venue.start(RunningVenue.small(data))) {
            seller = Dealer.arrives(evening, "seller");
            buyer = Dealer.arrives(evening, "buyer");
            seller.sells("5 @ 100");
            buyer.buys("3 @ 100");
            kept = end(evening);
            lost = buyer.buys("1 @ 90");
            buyer.buys("2 @ 100");
            buyer.deposits("7");
            Eventually.holds(SOON, () -> assertThat(count(evening, "trades")).isEqualTo(2));
        }
        cutCommandLog(kept);
        forgetSnapshots();

        try (var morning = Opening.of(data)) {
            matcherSays("commands are missing. ./openbell recover is the way on");
            var report = openbell.recover();
            assertThat(report.exit()).isEqualTo(1);
            assertThat(report.text())
                    .contains("Commands " + kept + " to ")
                    .contains("order %s of account %s: buy 1 T1-USD at 90"
                            .formatted(lost, buyer.customer().userId()))
                    .contains(": 2 T1-USD at 100, order ")
                    .contains("With --yes log epoch 1 begins with what is left");
            assertThat(openbell.recover().text()).as("nothing was changed").isEqualTo(report.text());
            assertThat(data.resolve("venue/snapshots/recovery-0-1.txt")).exists();

            var done = openbell.recover("--yes");
            assertThat(done.text()).contains("Log epoch 1 has begun").contains("The venue starts its matcher anew");
            assertThat(done.exit()).isZero();

            var venue = morning.venue();
            seller = seller.comesBack(venue);
            buyer = buyer.comesBack(venue);
            Eventually.holds(
                    SOON,
                    () -> assertThat(count(venue, "log_positions WHERE log_epoch = 1"))
                            .isEqualTo(1));
            openbell.verifies();
            var order = buyer.rest().get("/api/v1/orders/" + lost).expect(200).get("order");
            assertThat(order.get("status").asText()).isEqualTo("cancelled");
            assertThat(order.get("reason").asText()).isEqualTo("lost");

            // Of the five that were sold two are left once more.
            var again = buyer.buys("4 @ 100");
            var trades = buyer.rest().get("/api/v1/orders/" + again).expect(200).get("trades");
            assertThat(trades).hasSize(1);
            assertThat(trades.get(0).get("quantity").asText()).isEqualTo("2");
            Eventually.holds(SOON, () -> assertThat(count(venue, "trades")).isEqualTo(3));
            openbell.verifies();
            balancesAgree(venue, seller);
            balancesAgree(venue, buyer);
            assertThat(openbell.recover("--yes").text()).startsWith("Nothing is missing");
        }
    }

    @Test
    void aRecordThatHaltsTheShardIsPassedOverForAReason() throws Exception {
        try (var venue = Venue.start(RunningVenue.small(data))) {
            var seller = Dealer.arrives(venue, "seller");
            var buyer = Dealer.arrives(venue, "buyer");
            seller.sells("5 @ 100");
            long offset = append(
                    venue,
                    LoggedCommand.newBuilder()
                            .setVersion(99)
                            .setTimePassed(TimePassed.getDefaultInstance())
                            .build());
            matcherSays("offset " + offset + ": version 99");

            assertThat(openbell.recover().text()).contains("--skip " + offset + " --reason TEXT");
            var other = openbell.recover("--skip", "0", "--reason", "a guess", "--yes");
            assertThat(other.text()).contains("halts at offset " + offset + ", not at 0");
            assertThat(other.exit()).isEqualTo(2);
            var told = openbell.recover("--skip", Long.toString(offset), "--reason", "written by a later version");
            assertThat(told.text()).contains("version 99").contains("Nothing is changed");
            assertThat(told.exit()).isEqualTo(1);

            var halted = venue.process("matcher");
            var done = openbell.recover(
                    "--skip", Long.toString(offset), "--reason", "written by a later version", "--yes");
            assertThat(done.text()).contains("Offset " + offset + " is passed over");
            assertThat(done.exit()).isZero();

            Eventually.holds(SOON, () -> assertThat(venue.process("matcher")).isNotEqualTo(halted));
            venue.awaitReady("matcher", SOON);
            Eventually.holds(SOON, () -> buyer.buys("3 @ 100"));
            Eventually.holds(SOON, () -> assertThat(count(venue, "trades")).isEqualTo(1));
            openbell.verifies();
        }
    }

    /** A venue that comes up as far as it can, and waits for its matcher. */
    private record Opening(FutureTask<Venue> task, Thread thread) implements AutoCloseable {
        static Opening of(Path data) {
            var task = new FutureTask<>(() -> Venue.start(RunningVenue.small(data)));
            return new Opening(task, Thread.ofPlatform().start(task));
        }

        Venue venue() throws Exception {
            return task.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }

        @Override
        public void close() throws Exception {
            if (!task.cancel(true)) task.get().close();
            thread.join();
        }
    }

    /** Of T1-USD, where a table has instruments: the market maker trades on others. */
    private static int count(Venue venue, String table) {
        var what = table.equals("trades") ? "trades WHERE instrument = 'T1-USD'" : table;
        try (var sql = DriverManager.getConnection(venue.addresses().database());
                var query = sql.createStatement();
                var count = query.executeQuery("SELECT count(*) FROM " + what)) {
            count.next();
            return count.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What REST says an account has is what the database says. */
    private static void balancesAgree(Venue venue, Dealer dealer) throws SQLException {
        var told = new TreeMap<String, String>();
        for (var balance :
                dealer.rest().get("/api/v1/account/balances").expect(200).get("balances")) {
            told.put(
                    balance.get("asset").asText(),
                    balance.get("available").asText() + " "
                            + balance.get("held").asText());
        }
        var stored = new TreeMap<String, String>();
        try (var sql = DriverManager.getConnection(venue.addresses().database());
                var query =
                        sql.prepareStatement("SELECT asset, available_e8, held_e8 FROM balances WHERE account = ?")) {
            query.setString(1, dealer.customer().userId());
            var rows = query.executeQuery();
            while (rows.next())
                stored.put(rows.getString(1), E8.format(rows.getLong(2)) + " " + E8.format(rows.getLong(3)));
        }
        assertThat(told).isNotEmpty().isEqualTo(stored);
    }

    private static long end(Venue venue) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", venue.addresses().kafka());
        try (var reader = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return reader.endOffsets(List.of(COMMANDS)).values().iterator().next();
        }
    }

    private static long append(Venue venue, LoggedCommand command) throws InterruptedException, ExecutionException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", venue.addresses().kafka());
        try (var writer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var record = new ProducerRecord<>(
                    COMMANDS.topic(), COMMANDS.partition(), new byte[] {'0'}, command.toByteArray());
            return writer.send(record).get().offset();
        }
    }

    /** As after a power cut on a disk that had promised too much: from this offset on the file is gone. */
    private void cutCommandLog(long offset) throws IOException {
        var kafka = data.resolve("venue/kafka/log");
        for (var segment : files(kafka.resolve(COMMANDS.toString()), name -> name.endsWith(".log")))
            cut(segment, offset);
        delete(files(kafka.resolve(COMMANDS.toString()), name -> name.endsWith("index") || name.endsWith(".snapshot")));
        delete(files(kafka, ".kafka_cleanshutdown"::equals));
    }

    /** A batch begins with its first offset and its length. */
    private static void cut(Path segment, long offset) throws IOException {
        try (var file = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long at = 0;
            var head = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
            while (at < file.size()) {
                file.read(head.clear(), at);
                if (head.flip().getLong() >= offset) break;
                at += head.capacity() + head.getInt();
            }
            file.truncate(at);
        }
    }

    /** Those in the archive too, if one has been put by already. */
    private void forgetSnapshots() throws IOException {
        try (var files = Files.walk(data.resolve("venue/snapshots"))) {
            delete(files.filter(file -> file.toString().endsWith(".snapshot")).toList());
        }
    }

    private static List<Path> files(Path folder, Predicate<String> which) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> which.test(file.getFileName().toString()))
                    .toList();
        }
    }

    private static void delete(List<Path> files) throws IOException {
        assertThat(files).isNotEmpty();
        for (var file : files) Files.delete(file);
    }

    private void matcherSays(String what) {
        Eventually.holds(SOON, () -> {
            try {
                assertThat(Files.readString(data.resolve("venue/logs/matcher.log")))
                        .contains(what);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
