package dev.openbell.matcher.shard;

import dev.openbell.events.v1.MarketEvents;
import dev.openbell.matcher.engine.Answer;
import dev.openbell.matcher.log.EventLog;
import dev.openbell.matcher.log.Replica;
import dev.openbell.matcher.shard.Recovery.LogRange;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The way of a shard through its command log: it begins where a snapshot ends, applies what comes, and publishes what the event log does
 * not have. It knows no thread and no Kafka.
 */
public final class Course {
    private final Replica replica;
    private final EventLog events;
    private final long logEndAtStart;
    private boolean told;

    public Course(Recovery recovery, LogRange range, EventLog events) throws IOException {
        this.events = events;
        this.logEndAtStart = range.end();
        this.replica = recovery.begin(range, events.atStart()).replica();
    }

    public Replica replica() {
        return replica;
    }

    /** Applies the next record. */
    public Answer apply(ConsumerRecord<byte[], byte[]> record) {
        told = record.offset() >= events.atStart().commandOffset();
        return replica.apply(record, told);
    }

    /**
     * Publishes what came of the record that was applied last, unless that was told before this began.
     *
     * @param witness is shown what is published
     */
    public void publish(Consumer<MarketEvents> witness) {
        if (!told) return;
        for (var part : replica.events()) {
            events.publish(part);
            witness.accept(part);
        }
    }

    /** Whether everything is applied that the log held at the start: from then on it may answer. */
    public boolean hasCaughtUp() {
        if (replica.nextOffset() < logEndAtStart) return false;
        long published = events.atStart().sequence();
        long sequence = replica.engine().sequence();
        if (published > sequence) {
            throw new IllegalStateException("The event log goes to " + published + ", the command log only to event "
                    + sequence + ": commands are missing. ./openbell recover is the way on");
        }
        return true;
    }
}
