package dev.openbell.matcher.simulation;

import dev.openbell.matcher.simulation.Fate.Fault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer of events. What is sent waits on the wire until it is carried to the topic, in order, as an idempotent producer does. When one
 * is not acknowledged those behind it fail too; some of them may arrive all the same, and later than anybody expects.
 */
final class Wire extends MockProducer<byte[], byte[]> {
    private static final int LATEST_MICROS = 10_000_000;

    private final Venue venue;
    private final ArrayDeque<ProducerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();

    Wire(Venue venue) {
        super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        this.venue = venue;
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback told) {
        venue.fate().mayCrash();
        waiting.add(record);
        return super.send(record, told);
    }

    /** Carries some of what waits. */
    void carry(int most) {
        for (int i = 0; i < most && !waiting.isEmpty(); i++) {
            boolean lost = venue.fate().strikes(Fault.NOT_APPENDED);
            if (!lost) venue.events().append(waiting.remove());
            if (lost || venue.fate().strikes(Fault.ACKNOWLEDGEMENT_LOST)) {
                fail();
                return;
            }
            var _ = completeNext();
        }
    }

    private void fail() {
        cut();
        while (errorNext(new TimeoutException("no acknowledgement came"))) {
            // Each of them is told.
        }
    }

    /** Nobody listens at this end any more. */
    void cut() {
        long due = venue.now();
        for (int arrive = venue.fate().upTo(waiting.size()); arrive > 0; arrive--) {
            due += venue.fate().upTo(LATEST_MICROS / arrive);
            venue.events().appendLate(due, waiting.remove());
        }
        waiting.clear();
    }

    @Override
    public void close(Duration patience) {
        if (patience.isPositive()) carry(Integer.MAX_VALUE);
        fail();
        super.close(patience);
    }
}
