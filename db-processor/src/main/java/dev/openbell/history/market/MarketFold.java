package dev.openbell.history.market;

import dev.openbell.history.database.Database;
import dev.openbell.history.log.Fold;
import dev.openbell.history.log.Halt;
import dev.openbell.history.log.LogPositions;
import dev.openbell.history.log.Position;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Folds the events of one shard: everything that was read becomes one transaction. */
final class MarketFold implements Fold {
    private final TopicPartition partition;
    private final Database database;
    private final MarketTables tables;

    MarketFold(TopicPartition partition, Database database, MarketTables tables) {
        this.partition = partition;
        this.database = database;
        this.tables = tables;
    }

    @Override
    public Position apply(List<ConsumerRecord<byte[], byte[]>> records, Position position) throws SQLException {
        var batch = new Batch(partition.partition(), position);
        for (var record : wholeCommands(records.stream().map(EventRecord::read).toList())) batch.add(record);
        var next = batch.position();
        if (next.equals(position)) return position;
        database.transaction(connection -> {
            LogPositions.move(connection, partition, position, next);
            tables.write(connection, batch);
            return next;
        });
        tables.count(batch);
        return next;
    }

    /** A command's events may come in parts. They count together, so whoever sums up a ledger never sees half a trade. */
    private static List<EventRecord> wholeCommands(List<EventRecord> records) {
        int end = records.size();
        while (end > 0 && !records.get(end - 1).events().getLastPart()) end--;
        return records.subList(0, end);
    }

    /** This log is not forced to disk; the matcher makes its events from the commands, and publishes again what is missing. */
    @Override
    public boolean isWrittenAgain() {
        return true;
    }

    /** The log is the truth, so tables that know more than it does, or less than it begins with, are nothing to go on from. */
    @Override
    public Position displaced(String why, Position stored, Position beginning) {
        throw new Halt(why + "; `./openbell recover` is the way to go on");
    }
}
