package dev.openbell.history.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.history.database.Database;
import dev.openbell.history.database.RealPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogFollowerTest {
    private static final TopicPartition PARTITION = new TopicPartition("log", 0);

    private final Waiting waiting = new Waiting();
    private final Database database = RealPostgres.open(waiting);
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>(OffsetResetStrategy.NONE);
    private final RememberingFold fold = new RememberingFold();
    private final LogFollower follower =
            new LogFollower(PARTITION, kafka, () -> "this-topic", database, fold, waiting, new SimpleMeterRegistry());

    @AfterEach
    void stop() throws InterruptedException {
        follower.stop();
        database.close();
    }

    @Test
    void itGoesOnWhereTheDatabaseSays() throws Exception {
        stand("this-topic", 2);
        log(0, 4);

        follower.start();

        assertThat(fold.next()).isEqualTo("2 3");
        assertThat(RealPostgres.ask(database, "SELECT next_offset FROM log_positions"))
                .isEqualTo("4");
    }

    @Test
    void whatCouldNotBeWrittenIsTakenUpAgain() throws Exception {
        fold.failsFirst = new SQLException("PostgreSQL is away");
        log(0, 3);

        follower.start();

        assertThat(fold.next()).isEqualTo("failed");
        assertThat(fold.next()).isEqualTo("0 1 2");
        assertThat(follower.halted()).isNull();
    }

    @Test
    void aLogThatEndsBeforeTheStoredPositionHalts() throws Exception {
        stand("this-topic", 9);
        log(0, 4);

        assertThat(haltOf(follower)).contains("ends at offset 4").contains("before the stored position 9");
    }

    @Test
    void aLogThatIsWrittenAgainIsAwaitedAndThenFollowedFromWhereItEnded() throws Exception {
        fold.isWrittenAgain = true;
        stand("this-topic", 9);
        kafka.updateBeginningOffsets(Map.of(PARTITION, 0L));
        kafka.updateEndOffsets(Map.of(PARTITION, 4L));
        var readyBeforeTheLogWasWhole = new LinkedBlockingQueue<Boolean>();
        kafka.schedulePollTask(() -> {});
        kafka.schedulePollTask(() -> {
            readyBeforeTheLogWasWhole.add(waiting.isReady());
            for (long offset = 4; offset < 9; offset++) kafka.addRecord(record(offset));
        });

        follower.start();

        assertThat(fold.next()).isEqualTo("4 5 6 7 8");
        assertThat(readyBeforeTheLogWasWhole).containsExactly(false);
        assertThat(follower.halted()).isNull();
    }

    @Test
    void aLogThatBeginsAfterTheStoredPositionHalts() throws Exception {
        stand("this-topic", 1);
        log(3, 4);

        assertThat(haltOf(follower)).contains("begins at offset 3");
    }

    @Test
    void anotherTopicOfTheSameNameHalts() throws Exception {
        stand("that-topic", 2);
        log(0, 4);

        assertThat(haltOf(follower)).contains("another topic");
    }

    @Test
    void aFaultInTheFoldHaltsRatherThanGoingOn() throws Exception {
        fold.isBroken = true;
        log(0, 1);

        assertThat(haltOf(follower)).contains("broken");
    }

    private void log(long beginning, long end) {
        kafka.updateBeginningOffsets(Map.of(PARTITION, beginning));
        kafka.updateEndOffsets(Map.of(PARTITION, end));
        kafka.schedulePollTask(() -> {
            for (long offset = beginning; offset < end; offset++) kafka.addRecord(record(offset));
        });
        // A real broker gives the same records again to whoever seeks back.
        kafka.schedulePollTask(() -> {
            if (kafka.position(PARTITION) == beginning) {
                for (long offset = beginning; offset < end; offset++) kafka.addRecord(record(offset));
            }
        });
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, new byte[0], new byte[0]);
    }

    private void stand(String topicId, long offset) throws SQLException {
        database.transaction(
                connection -> LogPositions.findOrBegin(connection, PARTITION, Position.atBeginning(topicId, offset)));
    }

    /** A follower that halts closes its fold, and its thread ends. */
    private String haltOf(LogFollower follower) throws InterruptedException {
        follower.start();
        assertThat(fold.next()).isEqualTo("closed");
        follower.stop();
        return String.valueOf(follower.halted());
    }

    /** Writes nothing but the position, and tells what it was given. */
    private final class RememberingFold implements Fold {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private volatile @Nullable SQLException failsFirst;
        private volatile boolean isBroken, isWrittenAgain;

        @Override
        public Position apply(List<ConsumerRecord<byte[], byte[]>> records, Position position) throws SQLException {
            if (isBroken) throw new IllegalStateException("the fold is broken");
            var failure = failsFirst;
            if (failure != null) {
                failsFirst = null;
                heard.add("failed");
                throw failure;
            }
            var offsets = new ArrayList<String>();
            var to = position;
            for (var record : records) {
                offsets.add(Long.toString(record.offset()));
                to = to.past(record.offset());
            }
            var reached = to;
            database.transaction(connection -> {
                LogPositions.move(connection, PARTITION, position, reached);
                return reached;
            });
            heard.add(String.join(" ", offsets));
            return to;
        }

        @Override
        public boolean isWrittenAgain() {
            return isWrittenAgain;
        }

        @Override
        public Position displaced(String why, Position stored, Position beginning) {
            throw new Halt(why);
        }

        @Override
        public void close() {
            heard.add("closed");
        }

        String next() throws InterruptedException {
            return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
        }
    }
}
