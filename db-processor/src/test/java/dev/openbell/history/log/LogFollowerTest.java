package dev.openbell.history.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.history.database.Database;
import dev.openbell.history.database.RealPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogFollowerTest {
    private static final TopicPartition PARTITION = new TopicPartition("log", 0);

    private final Waiting waiting = new Waiting();
    private final Database database = RealPostgres.open(waiting);
    private final Log log = new Log();
    private final RememberingFold fold = new RememberingFold();
    private final LogFollower follower =
            new LogFollower(PARTITION, log, () -> "this-topic", database, fold, waiting, new SimpleMeterRegistry());

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
    void kafkaIsToldHowFarTheTablesAre() throws Exception {
        log(0, 4);

        follower.start();

        assertThat(fold.next()).isEqualTo("0 1 2 3");
        log.awaitReader();
        assertThat(log.committed(Set.of(PARTITION))).containsEntry(PARTITION, new OffsetAndMetadata(4));
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
        stand("this-topic", 9, 9);
        log.append("1", "2", "3", "4");

        follower.start();
        log.awaitReader();
        assertThat(waiting.isReady()).isFalse();

        log.append("5", "6", "7", "8", "9", "10");
        assertThat(fold.next()).isEqualTo("4 5 6 7 8 9");
        log.awaitReader();
        assertThat(waiting.isReady()).isTrue();
    }

    @Test
    void aRestartWhileTheLogIsAwaitedDoesNotMakeItWhole() throws Exception {
        stand("this-topic", 4, 9); // as the run before has left it
        log.append("1", "2", "3", "4");

        follower.start();
        log.awaitReader();
        assertThat(waiting.isReady()).isFalse();

        log.append("5-8", "9");
        log.awaitReader();
        assertThat(waiting.isReady()).isTrue();
        assertThat(follower.halted()).isNull();
    }

    @Test
    void aLogThatWasWrittenAgainInFewerRecordsIsFollowedFromTheNextEvent() throws Exception {
        stand("this-topic", 4, 4);
        log.append("1-2", "3-4", "5-6", "7", "8", "9");

        follower.start();

        assertThat(fold.next()).isEqualTo("2 3 4 5");
    }

    @Test
    void theNextEventIsFoundAlsoWhereNothingFollowsIt() throws Exception {
        stand("this-topic", 9, 4);
        log.append("1-3", "4-5");

        follower.start();

        assertThat(fold.next()).isEqualTo("1");
        log.awaitReader();
        assertThat(waiting.isReady()).isTrue();
    }

    @Test
    void theNextEventIsFoundHoweverFarBackItStands() throws Exception {
        stand("this-topic", 40_000, 10);
        log.append(IntStream.rangeClosed(1, 40_000).mapToObj(Integer::toString).toArray(String[]::new));

        follower.start();

        assertThat(fold.next()).startsWith("10 11 12 ").endsWith(" 39999");
    }

    @Test
    void aLogThatIsWrittenAgainWhileItIsFollowedIsNoGap() throws Exception {
        log.append("1", "2", "3");
        follower.start();
        assertThat(fold.next()).isEqualTo("0 1 2");

        log.writeAgain("1-2", "3", "4", "5");

        assertThat(fold.next()).isEqualTo("2 3");
    }

    @Test
    void aGapThatIsOneHalts() throws Exception {
        stand("this-topic", 2, 2);
        log.append("1", "2", "4");

        assertThat(haltOf(follower)).isEqualTo("event 3 is missing");
        assertThat(waiting.isReady()).isFalse();
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

    /** A log without numbers. */
    private void log(long beginning, long end) {
        log.begin(beginning);
        for (long offset = beginning; offset < end; offset++) log.append("");
    }

    private void stand(String topicId, long offset) throws SQLException {
        stand(topicId, offset, 0);
    }

    private void stand(String topicId, long offset, long lastSequence) throws SQLException {
        var position = new Position(topicId, 0, offset, lastSequence);
        database.transaction(connection -> LogPositions.findOrBegin(connection, PARTITION, position));
    }

    /** A follower that halts closes its fold, and its thread ends. */
    private String haltOf(LogFollower follower) throws InterruptedException {
        follower.start();
        assertThat(fold.next()).isEqualTo("closed");
        follower.stop();
        return String.valueOf(follower.halted());
    }

    /** A log that gives its records again to whoever seeks back, as a broker does. A record's value names its events: 7, or 7-9. */
    private static final class Log extends MockConsumer<byte[], byte[]> {
        private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        private long beginning;
        private int idlePolls;

        @SuppressWarnings("deprecation") // the replacement comes with a later client
        Log() {
            super(OffsetResetStrategy.NONE);
            begin(0);
        }

        synchronized void begin(long offset) {
            beginning = offset;
            updateBeginningOffsets(Map.of(PARTITION, offset));
            updateEndOffsets(Map.of(PARTITION, offset + records.size()));
        }

        synchronized void append(String... events) {
            for (var names : events) {
                var value = names.getBytes(StandardCharsets.US_ASCII);
                long offset = beginning + records.size();
                records.add(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, new byte[0], value));
            }
            begin(beginning);
        }

        synchronized void writeAgain(String... events) {
            records.clear();
            append(events);
        }

        /** Until the reader has done with all there is. */
        synchronized void awaitReader() throws InterruptedException {
            int enough = idlePolls + 2;
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (idlePolls < enough) {
                if (System.nanoTime() > end) throw new AssertionError("Nobody reads the log");
                wait(1_000);
            }
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            long position = position(PARTITION);
            for (var record : records) if (record.offset() >= position) addRecord(record);
            var polled = super.poll(timeout);
            if (polled.isEmpty()) {
                idlePolls++;
                notifyAll();
            }
            return polled;
        }
    }

    /** Writes nothing but the position, and tells what it was given. */
    private final class RememberingFold implements Fold {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private volatile @Nullable SQLException failsFirst;
        private volatile boolean isBroken;

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
            long last = position.lastSequence();
            for (var record : records) {
                if (numbers(record).first() > last + 1) throw new Gap("event " + (last + 1) + " is missing");
                last = Math.max(last, numbers(record).last());
                offsets.add(Long.toString(record.offset()));
            }
            long next = records.getLast().offset() + 1;
            var reached = new Position(position.topicId(), position.logEpoch(), next, last);
            database.transaction(connection -> {
                LogPositions.move(connection, PARTITION, position, reached);
                return reached;
            });
            heard.add(String.join(" ", offsets));
            return reached;
        }

        @Override
        public Numbers numbers(ConsumerRecord<byte[], byte[]> record) {
            var events = new String(record.value(), StandardCharsets.US_ASCII);
            if (events.isEmpty()) return new Numbers(0, 0);
            var ends = events.split("-", -1);
            return new Numbers(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
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
            return String.valueOf(heard.poll(60, TimeUnit.SECONDS));
        }
    }
}
