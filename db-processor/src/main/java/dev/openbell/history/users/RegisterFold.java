package dev.openbell.history.users;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.events.v1.UserCommand;
import dev.openbell.events.v1.UserEvent;
import dev.openbell.history.database.Database;
import dev.openbell.history.database.Words;
import dev.openbell.history.log.Fold;
import dev.openbell.history.log.LogPositions;
import dev.openbell.history.log.Position;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides identity commands one by one: each in a transaction of its own, with its position and its remembered outcome, and answered
 * before the next is begun. So at any time only the newest answer can be one that was never sent.
 */
final class RegisterFold implements Fold {
    private static final Logger log = LoggerFactory.getLogger(RegisterFold.class);

    private final TopicPartition partition;
    private final Database database;
    private final Arbiter arbiter;
    private final Answers answers;
    private final MeterRegistry meters;

    RegisterFold(TopicPartition partition, Database database, Arbiter arbiter, Answers answers, MeterRegistry meters) {
        this.partition = partition;
        this.database = database;
        this.arbiter = arbiter;
        this.answers = answers;
        this.meters = meters;
    }

    @Override
    public Position apply(List<ConsumerRecord<byte[], byte[]>> records, Position position)
            throws SQLException, InterruptedException {
        for (var record : records) {
            var next = position.past(record.offset());
            var answer = decide(record, position, next);
            position = next;
            if (answer != null) answers.send(answer);
        }
        return position;
    }

    /** Whoever waits for the newest answer may never have got it; who got it ignores it. */
    @Override
    public void takenUp(Position from) throws SQLException, InterruptedException {
        var newest = database.transaction(RememberedOutcomes::newest);
        if (newest.isPresent()) answers.send(newest.get());
    }

    /**
     * This log is no truth, the tables are: what it still holds was decided, and is remembered for longer than Kafka keeps it, or was
     * not and is decided now. So it is simply read from its beginning.
     */
    @Override
    public Position displaced(String why, Position stored, Position beginning) {
        log.warn("{}; it is read from its beginning, offset {}", why, beginning.nextOffset());
        return beginning;
    }

    @Override
    public void close() {
        answers.close();
    }

    private @Nullable UserEvent decide(ConsumerRecord<byte[], byte[]> record, Position from, Position to)
            throws SQLException {
        var command = read(record);
        if (command == null) {
            // Nobody can be answered, and nobody is helped by standing still: the record stays in the log for who looks
            // for it.
            log.error(
                    "The identity command at offset {} of {} cannot be read and is passed over",
                    record.offset(),
                    partition);
            count("unreadable");
            database.transaction(connection -> {
                LogPositions.move(connection, partition, from, to);
                return to;
            });
            return null;
        }
        var answer = decide(command, record.offset(), from, to);
        count(Words.of(answer.getOutcome()));
        return answer;
    }

    private UserEvent decide(UserCommand command, long offset, Position from, Position to) throws SQLException {
        try {
            return moving(from, to, connection -> arbiter.decide(connection, command));
        } catch (SQLException e) {
            if (!Database.isOfWhatWasWritten(e)) throw e;
            log.error("The identity command at offset {} of {} holds what no table can", offset, partition, e);
            return moving(from, to, connection -> arbiter.giveUp(connection, command));
        }
    }

    private UserEvent moving(Position from, Position to, Database.Work<UserEvent> work) throws SQLException {
        return database.transaction((Connection connection) -> {
            LogPositions.move(connection, partition, from, to);
            return work.with(connection);
        });
    }

    private static @Nullable UserCommand read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) return null;
        try {
            var command = UserCommand.parseFrom(record.value());
            return command.getRequestId().isEmpty() ? null : command;
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    private void count(String outcome) {
        meters.counter("openbell.users.commands", "outcome", outcome).increment();
    }
}
