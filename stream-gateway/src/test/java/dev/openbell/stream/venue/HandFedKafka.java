package dev.openbell.stream.venue;

import com.google.protobuf.MessageLite;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.events.v1.EventRecord;
import dev.openbell.events.v1.Topics;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** The event log of a test, fed by hand. */
@Singleton
@Replaces(KafkaReaders.class)
public final class HandFedKafka extends KafkaReaders {
    private static final TopicPartition LOG = new TopicPartition(Topics.MARKET_EVENTS, 0);

    private static final int MOST_UNREAD = 100;

    private final Patient consumer = new Patient();
    private int appended;
    private long end = 100;

    HandFedKafka(KafkaConnection kafka) {
        super(kafka);
        consumer.updateEndOffsets(Map.of(LOG, end));
    }

    /** Only the log is read: the feed's reader waits for Kafka before it asks for a consumer. */
    @Override
    Consumer<byte[], byte[]> open() {
        return consumer;
    }

    public void append(MessageLite record) {
        var value = record.toByteArray();
        append(value, EventRecord.checksum(value));
    }

    public void appendDamaged(MessageLite record) {
        append(record.toByteArray(), EventRecord.checksum(new byte[0]));
    }

    /** Waits for its reader, so that a test which writes for long does not fill the memory. */
    private synchronized void append(byte[] value, Header checksum) {
        var deadline = Instant.now().plusSeconds(60);
        while (appended - consumer.read.get() > MOST_UNREAD) {
            if (Instant.now().isAfter(deadline)) throw new AssertionError("Nobody reads the log");
            LockSupport.parkNanos(100_000);
        }
        appended++;
        var headers = new RecordHeaders();
        headers.add(checksum);
        consumer.addRecord(new ConsumerRecord<>(
                LOG.topic(),
                LOG.partition(),
                end++,
                0,
                TimestampType.CREATE_TIME,
                0,
                value.length,
                new byte[0],
                value,
                headers,
                Optional.empty()));
        consumer.updateEndOffsets(Map.of(LOG, end));
    }

    /** Waits a moment when there is nothing, and hears when it is to stop, as a real one does. */
    private static final class Patient extends MockConsumer<byte[], byte[]> {
        final AtomicInteger read = new AtomicInteger();

        @SuppressWarnings("deprecation") // the replacement comes with a later client
        Patient() {
            super(OffsetResetStrategy.NONE);
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            var records = super.poll(timeout);
            read.addAndGet(records.count());
            if (records.isEmpty()) LockSupport.parkNanos(1_000_000);
            if (Thread.interrupted()) throw new InterruptException("stopped");
            return records;
        }
    }
}
