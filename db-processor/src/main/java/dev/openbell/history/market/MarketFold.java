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
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folds the events of one shard: everything that was read becomes one transaction. */
final class MarketFold implements Fold {
    private static final Logger log = LoggerFactory.getLogger(MarketFold.class);

    private final TopicPartition partition;
    private final Database database;
    private final MarketTables tables;
    private final MarketClock clock;

    MarketFold(TopicPartition partition, Database database, MarketTables tables, MarketClock clock) {
        this.partition = partition;
        this.database = database;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public Position apply(List<ConsumerRecord<byte[], byte[]>> records, Position position) throws SQLException {
        var batch = new Batch(partition.partition(), position);
        var events = records.stream().map(MarketFold::read).toList();
        int whole = wholeCommands(events);
        for (int i = 0; i < whole; i++) batch.add(records.get(i).offset(), events.get(i));
        var next = batch.position();
        if (next.equals(position)) return position;
        database.transaction(connection -> {
            LogPositions.move(connection, partition, position, next);
            tables.write(connection, batch);
            CandleTable.TRADED.fold(connection, ticks(batch));
            return next;
        });
        clock.heard(batch.shard, events.get(whole - 1).getTimeMicros());
        tables.count(batch);
        tellOfLoss(position, next);
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
