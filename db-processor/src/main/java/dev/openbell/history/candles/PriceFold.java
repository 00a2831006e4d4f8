package dev.openbell.history.candles;

import dev.openbell.history.candles.PriceTicks.NoPrice;
import dev.openbell.history.database.Database;
import dev.openbell.history.log.DeadLetters;
import dev.openbell.history.log.Fold;
import dev.openbell.history.log.LogPositions;
import dev.openbell.history.log.Position;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds one partition of the feed. What is no price lies with the dead letters before the position passes it, and the prices go on: unlike
 * in the log of the market, each record stands for itself.
 */
final class PriceFold implements Fold {
    private static final Logger log = LoggerFactory.getLogger(PriceFold.class);

    private final TopicPartition partition;
    private final Database database;
    private final DeadLetters deadLetters;
    private final Duration pause;
    private long foldedAt;

    /** @param pause ticks are collected for so long, since a candle is written once for all that came meanwhile */
    PriceFold(TopicPartition partition, Database database, DeadLetters deadLetters, Duration pause) {
        this.partition = partition;
        this.database = database;
        this.deadLetters = deadLetters;
        this.pause = pause;
        this.foldedAt = System.nanoTime() - pause.toNanos();
    }

    @Override
    public Position apply(List<ConsumerRecord<byte[], byte[]>> records, Position position)
            throws SQLException, InterruptedException {
        if (System.nanoTime() - foldedAt < pause.toNanos()) return position;
        var ticks = read(records);
        var next = position.past(records.getLast().offset());
        database.transaction(connection -> {
            LogPositions.move(connection, partition, position, next);
            CandleTable.FED.fold(connection, ticks);
            return next;
        });
        foldedAt = System.nanoTime();
        return next;
    }

    /** The feed is not kept for long: what was missed while this service was away has no candles. */
    @Override
    public Position displaced(String why, Position stored, Position beginning) {
        log.warn("{}; the candles of the feed go on at offset {}", why, beginning.nextOffset());
        return beginning;
    }

    @Override
    public void close() {
        deadLetters.close();
    }

    private List<Tick> read(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        var ticks = new ArrayList<Tick>(records.size());
        for (var record : records) {
            try {
                ticks.add(PriceTicks.read(record));
            } catch (NoPrice e) {
                deadLetters.lay(record, "unreadable", String.valueOf(e.getMessage()));
            }
        }
        return ticks;
    }
}
