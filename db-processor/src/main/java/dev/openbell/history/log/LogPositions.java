package dev.openbell.history.log;

import dev.openbell.history.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.apache.kafka.common.TopicPartition;

/** The table of positions. */
public final class LogPositions {
    private LogPositions() {}

    /** Where the fold stands; the given place when it has not begun. */
    public static Position findOrBegin(Connection connection, TopicPartition partition, Position beginning)
            throws SQLException {
        try (var sql = Sql.of(connection, """
                INSERT INTO log_positions (topic, partition, topic_id, log_epoch, next_offset, last_sequence)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")) {
            sql.text(partition.topic()).number(partition.partition());
            sql.text(beginning.topicId()).number(beginning.logEpoch());
            sql.number(beginning.nextOffset()).number(beginning.lastSequence()).run();
        }
        try (var sql = Sql.of(connection, "SELECT * FROM log_positions WHERE topic = ? AND partition = ?")) {
            var found = sql.text(partition.topic())
                    .number(partition.partition())
                    .first(row -> new Position(
                            row.text("topic_id"),
                            row.number("log_epoch"),
                            row.number("next_offset"),
                            row.number("last_sequence")));
            return found == null ? beginning : found;
        }
    }

    /**
     * Moves on, in the transaction of the rows that belong to it. Whoever comes second with the same records, an instance that was
     * thought dead for example, finds the position moved, and none of its rows are kept.
     */
    public static void move(Connection connection, TopicPartition partition, Position from, Position to)
            throws SQLException {
        try (var sql = Sql.of(connection, """
                UPDATE log_positions
                SET topic_id = ?, log_epoch = ?, next_offset = ?, last_sequence = ?, moved_at = now()
                WHERE topic = ? AND partition = ? AND topic_id = ? AND next_offset = ? AND last_sequence = ?""")) {
            sql.text(to.topicId()).number(to.logEpoch()).number(to.nextOffset()).number(to.lastSequence());
            sql.text(partition.topic()).number(partition.partition());
            sql.text(from.topicId()).number(from.nextOffset()).number(from.lastSequence());
            if (sql.run() == 0)
                throw new SQLTransientException("Another instance has moved the position of " + partition);
        }
    }
}
