package dev.openbell.matcher.simulation;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.events.v1.EventRecord;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.simulation.Fate.Crash;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Follows the event log as a database does: it keeps its position together with what it has made of the events, drops what it has seen, and
 * halts on a gap. What it reads becomes one transaction: a crash undoes all of it.
 */
final class Historian {
    private final Venue venue;
    private final Tables tables = new Tables();
    private long sequence;
    private long offset;

    Historian(Venue venue) {
        this.venue = venue;
    }

    void turn() {
        var records = venue.events().from(offset, venue.fate().upTo(50));
        var batch = wholeCommands(records);
        try {
            venue.fate().mayCrash();
        } catch (Crash e) {
            // After a restart it looks a little further back.
            offset = Math.max(0, offset - venue.fate().upTo(20));
            return;
        }
        for (var events : batch) add(events);
        offset += batch.size();
    }

    /** The log may have been written again, its records at other offsets: what comes next is found by its number. */
    void lookAgain() {
        offset = 0;
    }

    private static List<MarketEvents> wholeCommands(List<ConsumerRecord<byte[], byte[]>> records) {
        var batch = new ArrayList<MarketEvents>();
        for (var record : records) batch.add(read(record));
        while (!batch.isEmpty() && !batch.getLast().getLastPart()) batch.removeLast();
        return batch;
    }

    private void add(MarketEvents events) {
        if (events.getFirstSequence() > sequence + 1) {
            throw new AssertionError(
                    "a gap: event %d comes after event %d".formatted(events.getFirstSequence(), sequence));
        }
        long next = events.getFirstSequence();
        for (var event : events.getEventsList()) {
            if (next > sequence) tables.add(event);
            next++;
        }
        sequence = Math.max(sequence, events.getLastSequence());
    }

    static MarketEvents read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventRecord.read(record);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    long sequence() {
        return sequence;
    }

    void mustAgreeWith(Engine engine) {
        tables.mustEqual(engine);
    }
}
