package dev.openbell.history.market;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.events.v1.EventRecord;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.history.candles.CandleTable;
import dev.openbell.history.candles.MarketClock;
import dev.openbell.history.candles.Tick;
import dev.openbell.history.database.Database;
import dev.openbell.history.log.Fold;
import dev.openbell.history.log.Halt;
import dev.openbell.history.log.LogPositions;
import dev.openbell.history.log.Position;
import dev.openbell.history.log.Progress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the events of one shard: everything that was read becomes one transaction. What no table can hold stops it at its record: what
 * comes before is written, and nothing is passed over.
 */
final class MarketFold implements Fold {
    private static final Logger log = LoggerFactory.getLogger(MarketFold.class);

    /** The fewer transactions, the less an order costs, and nobody misses its row for so long. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final TopicPartition partition;
    private final Database database;
    private final MarketTables tables;
    private final MarketClock clock;
    private final Progress progress;

    MarketFold(TopicPartition partition, Database database, MarketTables tables, MarketClock clock, Progress progress) {
        this.partition = partition;
        this.database = database;
        this.tables = tables;
        this.clock = clock;
        this.progress = progress;
    }

    @Override
    public void takenUp(Position from) {
        progress.reached(partition.partition(), from.lastSequence());
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void rest(Duration left) throws InterruptedException {
        progress.rest(left);
    }

    @Override
    public Position apply(List<ConsumerRecord<byte[], byte[]>> records, Position position) throws SQLException {
        var read = Read.of(records);
        int whole = wholeCommands(read.events);
        if (whole > 0) return write(records, read.events.subList(0, whole), position);
        // What cannot be read halts once everything before it is written.
        if (read.end != null) throw read.end;
        return position;
    }

    private Position write(List<ConsumerRecord<byte[], byte[]>> records, List<MarketEvents> events, Position position)
            throws SQLException {
        try {
            return writeTogether(records, events, position);
        } catch (SQLException e) {
            if (!Database.isOfWhatWasWritten(e)) throw e;
            int fewer = wholeCommands(events.subList(0, events.size() / 2));
            if (fewer == 0) fewer = firstCommand(events);
            if (fewer < events.size()) return write(records, events.subList(0, fewer), position);
            throw new Halt(
                    "The record at offset %d holds what no table can: %s"
                            .formatted(records.getFirst().offset(), e.getMessage()),
                    e);
        }
    }

    private Position writeTogether(
            List<ConsumerRecord<byte[], byte[]>> records, List<MarketEvents> events, Position position)
            throws SQLException {
        var batch = new Batch(partition.partition(), position);
        for (int i = 0; i < events.size(); i++) batch.add(records.get(i).offset(), events.get(i));
        var next = batch.position();
        if (next.equals(position)) return position;
        tables.weeks().make(database, batch.firstTime(), batch.lastTime());
        database.transaction(connection -> {
            LogPositions.move(connection, partition, position, next);
            tables.write(connection, batch);
            CandleTable.TRADED.fold(connection, ticks(batch));
            batch.positions.write(connection);
            return next;
        });
        progress.reached(batch.shard, next.lastSequence());
        clock.heard(batch.shard, events.getLast().getTimeMicros());
        tables.count(batch);
        tellOfLoss(position, next);
        tables.weeks().forget(database, batch.lastTime());
        return next;
    }

    private static List<Tick> ticks(Batch batch) {
        return batch.trades.stream()
                .map(done -> Tick.of(done.trade(), batch.shard, done.sequence()))
                .toList();
    }

    private void tellOfLoss(Position before, Position now) {
        if (before.lastSequence() == 0 || now.logEpoch() == before.logEpoch()) return;
        log.warn(
                "{}: log epoch {} has begun after event {}. Something was lost; the report of ./openbell recover says what",
                partition,
                now.logEpoch(),
                before.lastSequence());
    }

    /**
     * How many records there are up to the end of the last whole command. A command's events may come in parts. They count together, so
     * whoever sums up a ledger never sees half a trade.
     */
    private static int wholeCommands(List<MarketEvents> records) {
        int end = records.size();
        while (end > 0 && !records.get(end - 1).getLastPart()) end--;
        return end;
    }

    private static int firstCommand(List<MarketEvents> records) {
        int end = 0;
        while (!records.get(end).getLastPart()) end++;
        return end + 1;
    }

    /** The events of some records up to the first that cannot be read, and why that one cannot. */
    private record Read(List<MarketEvents> events, @Nullable Halt end) {
        static Read of(List<ConsumerRecord<byte[], byte[]>> records) {
            var events = new ArrayList<MarketEvents>(records.size());
            try {
                for (var record : records) events.add(read(record));
            } catch (Halt unreadable) {
                return new Read(events, unreadable);
            }
            return new Read(events, null);
        }
    }

    private static MarketEvents read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventRecord.read(record);
        } catch (InvalidProtocolBufferException e) {
            throw new Halt(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Numbers numbers(ConsumerRecord<byte[], byte[]> record) {
        var events = read(record);
        return new Numbers(events.getFirstSequence(), events.getLastSequence());
    }

    /** The log is the truth, so tables that know more than it does, or less than it begins with, are nothing to go on from. */
    @Override
    public Position displaced(String why, Position stored, Position beginning) {
        throw new Halt(why + "; what is between the two cannot be had from this log");
    }
}
