package dev.openbell.matcher.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.events.v1.MarketEvents;
import dev.openbell.matcher.engine.StateTape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Watches everything, and knows what must hold whatever happens. */
final class Auditor {
    private final Venue venue;
    private final List<Request> requests = new ArrayList<>();

    /** What any replica has ever made of the log, by its first event. */
    private final Map<Long, byte[]> made = new HashMap<>();

    Auditor(Venue venue) {
        this.venue = venue;
    }

    void asked(Request request) {
        requests.add(request);
    }

    /** Whichever replica makes them, and however often: the events are the same, byte for byte. */
    void made(MarketEvents part) {
        var bytes = part.toByteArray();
        var before = made.putIfAbsent(part.getFirstSequence(), bytes);
        if (before != null && !Arrays.equals(before, bytes)) {
            throw new AssertionError("two replicas differ about command " + part.getCommandOffset());
        }
    }

    /** What is written down, and what an instance begins with: none of it may be ahead of the event log. */
    void mustBePublished(long sequence) {
        assertThat(sequence).as("the last event of a snapshot").isLessThanOrEqualTo(lastPublished());
    }

    /** The last event in the log, wherever it stands there. */
    private long lastPublished() {
        return venue.events().all().stream()
                .mapToLong(record -> Historian.read(record).getLastSequence())
                .max()
                .orElse(0);
    }

    /** The venue is at rest: everything that was asked is answered, and everything that was done is known everywhere. */
    void check() throws IOException {
        var truth = new Replay(venue.commands());
        for (var part : truth.parts()) made(part);
        eventLogMustHold(truth.parts());
        var fingerprint = StateTape.hash(truth.engine());
        for (var instance : venue.instances()) instance.mustStandAt(fingerprint);
        venue.historian().mustAgreeWith(truth.engine());
        truth.mustHaveAnswered(requests);
    }

    /** The event log holds these, in their order; what it repeats is what it held before. */
    private void eventLogMustHold(List<MarketEvents> parts) {
        int next = 0;
        var bySequence = new HashMap<Long, byte[]>();
        for (var record : venue.events().all()) {
            var first = Historian.read(record).getFirstSequence();
            var before = bySequence.putIfAbsent(first, record.value());
            if (before != null) {
                assertThat(record.value()).as("repeated").isEqualTo(before);
                continue;
            }
            assertThat(next).as("records of the event log").isLessThan(parts.size());
            assertThat(record.value())
                    .as("the record at offset %d", record.offset())
                    .isEqualTo(parts.get(next++).toByteArray());
        }
        assertThat(next).as("records of the event log").isEqualTo(parts.size());
    }
}
