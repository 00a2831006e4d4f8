package dev.openbell.history.log;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What becomes of the records of one partition. Called by its {@link LogFollower} alone, on one thread. */
public interface Fold extends AutoCloseable {
    /**
     * Folds records into the tables, together with their position.
     *
     * @param records everything from the position on that has been read, never empty
     * @return where the fold stands now; records from there on are given again, with what follows them
     * @throws SQLException nothing, or only a beginning, was kept; the log is taken up again where the database says
     * @throws Gap the events that come next are not in these records
     * @throws Halt no record can be folded any more
     */
    Position apply(List<ConsumerRecord<byte[], byte[]>> records, Position position)
            throws SQLException, InterruptedException;

    /** For how long what comes is gathered, once something was folded; the first record after a quiet time is folded at once. */
    default Duration pause() {
        return Duration.ZERO;
    }

    /** Lets what is left of a pause go by. */
    default void rest(Duration left) throws InterruptedException {
        Thread.sleep(left);
    }

    /** The log is taken up here: at the start, and again after any trouble. Everything before is in the tables. */
    default void takenUp(Position from) throws SQLException, InterruptedException {}

    /**
     * The stored position is no place in this log.
     *
     * @param beginning of the log as it is
     * @return where to go on
     * @throws Halt it cannot go on by itself
     */
    Position displaced(String why, Position stored, Position beginning);

    /** The numbers of the first and the last event in a record. */
    record Numbers(long first, long last) {}

    /** Which events a record holds, where events are numbered. Then the numbers are the position, and an offset only says where to look. */
    default Numbers numbers(ConsumerRecord<byte[], byte[]> record) {
        return new Numbers(0, 0);
    }

    /** The log is followed no more. */
    @Override
    default void close() {}
}
