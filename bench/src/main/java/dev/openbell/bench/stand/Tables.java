package dev.openbell.bench.stand;

import dev.openbell.events.v1.Topics;
import dev.openbell.standalone.Addresses;
import dev.openbell.standalone.verify.Opening;
import dev.openbell.standalone.verify.Verification;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The tables of a venue, beside the event log that they follow. */
public final class Tables implements AutoCloseable {
    private static final TopicPartition EVENTS = new TopicPartition(Topics.MARKET_EVENTS, 0);
    private static final Duration CATCHES_UP_WITHIN = Duration.ofMinutes(5);

    private final Addresses addresses;
    private final Connection database;
    private final KafkaConsumer<byte[], byte[]> log;

    public Tables(Addresses addresses) throws SQLException {
        this.addresses = addresses;
        database = DriverManager.getConnection(addresses.database());
        log = new KafkaConsumer<>(
                Map.of("bootstrap.servers", addresses.kafka()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** How many records of the log are not in the tables yet. */
    public long behind() throws SQLException {
        try (var query = database.prepareStatement("SELECT next_offset FROM log_positions WHERE topic = ?")) {
            query.setString(1, Topics.MARKET_EVENTS);
            var rows = query.executeQuery();
            long next = rows.next() ? rows.getLong(1) : 0;
            return log.endOffsets(List.of(EVENTS)).getOrDefault(EVENTS, 0L) - next;
        }
    }

    /** Waits until everything is in them. */
    public void awaitCaughtUp() throws SQLException, InterruptedException {
        long start = System.nanoTime();
        while (behind() > 0) {
            if (System.nanoTime() - start > CATCHES_UP_WITHIN.toNanos())
                throw new IllegalStateException("the tables do not catch up");
            Thread.sleep(20);
        }
    }

    /** How many trades the whole market has seen. */
    public long trades() throws SQLException {
        try (var query = database.createStatement()) {
            var rows = query.executeQuery("SELECT count(*) FROM trades");
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Each asset of a wallet: what is available and what is held, in units of 1e-8. */
    public Map<String, List<Long>> wallet(String account) throws SQLException {
        try (var query =
                database.prepareStatement("SELECT asset, available_e8, held_e8 FROM balances WHERE account = ?")) {
            query.setString(1, account);
            var rows = query.executeQuery();
            var wallet = new HashMap<String, List<Long>>();
            while (rows.next()) wallet.put(rows.getString(1), List.of(rows.getLong(2), rows.getLong(3)));
            return wallet;
        }
    }

    /** As {@code ./openbell verify}: every row is what the events say, and the ledger agrees with itself. */
    public void verify() throws InterruptedException {
        var findings = new ByteArrayOutputStream();
        var out = new PrintStream(findings, false, StandardCharsets.UTF_8);
        Opening.Source noArchive = (shard, file) -> false; // the log of a benchmark is whole
        if (!new Verification(Topics.MARKET_EVENTS, noArchive, out).run(addresses.kafka(), addresses.database())) {
            throw new IllegalStateException("the tables are wrong:\n" + findings.toString(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws SQLException {
        log.close();
        database.close();
    }
}
