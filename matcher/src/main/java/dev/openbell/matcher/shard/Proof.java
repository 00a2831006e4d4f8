package dev.openbell.matcher.shard;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.events.v1.EventRecord;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.matcher.log.Replica;
import dev.openbell.matcher.shard.Recovery.Beginning;
import dev.openbell.matcher.snapshot.Snapshot;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A replica whose every event is compared with what was published, byte for byte. It knows no thread and no Kafka. */
public final class Proof {
    private static final long SHORTEST_LOOK_BACK = 5_000;

    private final Replica replica;
    private final ArrayDeque<MarketEvents> unproven = new ArrayDeque<>();
    private final long firstEventOffset;
    private long nextEventOffset;
    private long lookedBack;

    /** @param firstEventOffset where the event log begins */
    public Proof(Beginning beginning, long firstEventOffset) {
        this.replica = beginning.replica();
        this.firstEventOffset = firstEventOffset;
        this.nextEventOffset = Math.max(firstEventOffset, beginning.nextEventOffset());
    }

    public Replica replica() {
        return replica;
    }

    /** Where it goes on in the event log. */
    public long nextEventOffset() {
        return nextEventOffset;
    }

    /** Applies the next command. What comes of it is to be proven before the one after that. */
    public void apply(ConsumerRecord<byte[], byte[]> command) {
        if (!isComplete()) throw new IllegalStateException("what came of the last command is not proven yet");
        replica.apply(command, true);
        unproven.addAll(replica.events());
    }

    /** Whether everything that came of the commands was found in the event log. */
    public boolean isComplete() {
        return unproven.isEmpty();
    }

    /** Looks whether what was published next is what replay makes; {@link #nextEventOffset} says what to show it then. */
    public void compare(ConsumerRecord<byte[], byte[]> published) {
        var read = read(published);
        nextEventOffset = published.offset() + 1;
        var part = unproven.getFirst();
        // Two owners at once, or a record that was sent again.
        if (read.getLastSequence() < part.getFirstSequence()) return;
        // After a power cut the event log is written again, and its records may have other offsets.
        if (read.getFirstSequence() > part.getFirstSequence() && lookBack(published.offset())) return;
        if (!Arrays.equals(published.value(), part.toByteArray())) {
            throw new IllegalStateException("command %d: events %d to %d were published, and replay makes %d to %d"
                    .formatted(
                            part.getCommandOffset(),
                            read.getFirstSequence(),
                            read.getLastSequence(),
                            part.getFirstSequence(),
                            part.getLastSequence()));
        }
        unproven.removeFirst();
        lookedBack = 0;
    }

    /** Goes on from further back, each time twice as far; in vain once that was the beginning of the log. */
    private boolean lookBack(long from) {
        if (lookedBack > from - firstEventOffset) return false;
        lookedBack = Math.max(SHORTEST_LOOK_BACK, lookedBack * 2);
        nextEventOffset = Math.max(firstEventOffset, from - lookedBack);
        return true;
    }

    private static MarketEvents read(ConsumerRecord<byte[], byte[]> published) {
        try {
            return EventRecord.read(published);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * The market as it stands, to be written down: none of it is ahead of the event log.
     *
     * @param logId the command log that it was made from
     */
    public Snapshot snapshot(int shard, String logId) {
        if (!isComplete()) throw new IllegalStateException("what came of the last command is not proven yet");
        var engine = replica.engine();
        return new Snapshot(
                shard,
                logId,
                replica.logEpoch(),
                replica.nextOffset(),
                nextEventOffset,
                engine.sequence(),
                engine.now());
    }
}
