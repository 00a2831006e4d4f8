package dev.openbell.matcher.log;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writing end of the event log of one shard. It never leaves a gap: what is not acknowledged is kept, and after any failure the
 * log itself is asked how far it goes before more is sent.
 *
 * <p>Used by the engine's thread alone, but for the acknowledgements.
 */
public final class EventLog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventLog.class);
    private static final int MOST_UNACKNOWLEDGED_BYTES = 32 * 1024 * 1024;
    private static final long PAUSE_MS = 500;

    private record Sent(long first, long last, ProducerRecord<byte[], byte[]> record) {
        int bytes() {
            return record.value().length;
        }
    }

    private final TopicPartition partition;
    private final byte[] key;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final LongSupplier end;
    private Producer<byte[], byte[]> producer;

    // Shared with the acknowledgements, under this object's lock.
    private final ArrayDeque<Sent> unacknowledged = new ArrayDeque<>();
    private long unacknowledgedBytes;
    private long published;
    private boolean failed;

    /**
     * Finds out how far the log goes.
     *
     * @param producers a new one for each try
     * @param end the number of the last event in the log; may throw {@link KafkaException}
     */
    EventLog(TopicPartition partition, Supplier<Producer<byte[], byte[]>> producers, LongSupplier end) {
        this.partition = partition;
        this.key = Integer.toString(partition.partition()).getBytes(StandardCharsets.US_ASCII);
        this.producers = producers;
        this.end = end;
        this.published = end.getAsLong();
        this.producer = producers.get();
    }

    public static EventLog open(KafkaConnection kafka, String topic, int shard) {
        var partition = new TopicPartition(topic, shard);
        return new EventLog(partition, () -> newProducer(kafka), () -> lastEvent(kafka, partition));
    }

    /** Sends events, unless the log has them already. Waits while too much is on its way. */
    public void publish(MarketEvents events) throws InterruptedException {
        Sent next;
        boolean send;
        synchronized (this) {
            if (events.getLastSequence() <= published) return;
            next = new Sent(events.getFirstSequence(), events.getLastSequence(), record(events));
            // Kept before it is sent: whatever happens from here on, it is not forgotten.
            unacknowledged.add(next);
            unacknowledgedBytes += next.bytes();
            published = next.last;
            send = !failed;
        }
        if (send) send(next);
        waitForRoom();
    }

    private ProducerRecord<byte[], byte[]> record(MarketEvents events) {
        var value = events.toByteArray();
        var crc = new CRC32C();
        crc.update(value);
        var checksum =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        var record = new ProducerRecord<>(partition.topic(), partition.partition(), key, value);
        record.headers().add(new RecordHeader(Topics.CHECKSUM_HEADER, checksum));
        return record;
    }

    private void waitForRoom() throws InterruptedException {
        while (true) {
            synchronized (this) {
                while (!failed && unacknowledgedBytes > MOST_UNACKNOWLEDGED_BYTES) wait();
                if (unacknowledgedBytes <= MOST_UNACKNOWLEDGED_BYTES) return;
            }
            mend();
        }
    }

    private void send(Sent next) {
        try {
            var _ = producer.send(next.record, (metadata, failure) -> acknowledged(next, failure));
        } catch (KafkaException e) {
            acknowledged(next, e);
        }
    }

    private synchronized void acknowledged(Sent sent, @Nullable Exception failure) {
        if (failure == null) {
            if (!failed && unacknowledged.remove(sent)) unacknowledgedBytes -= sent.bytes();
        } else if (!failed) {
            failed = true;
            log.error("Events up to {} could not be published and are sent again: {}", sent.last, failure.toString());
        }
        notifyAll();
    }

    /** After a failure: sends everything again that the log does not have, with a producer of its own. */
    public void mend() throws InterruptedException {
        if (!isBehind()) return;
        List<Sent> again;
        try {
            producer.close(Duration.ZERO);
            long known = end.getAsLong();
            var fresh = producers.get();
            synchronized (this) {
                unacknowledged.removeIf(sent -> sent.last <= known);
                if (!unacknowledged.isEmpty() && unacknowledged.getFirst().first > known + 1) {
                    throw new IllegalStateException("The event log ends at %d and %d comes next: events are lost"
                            .formatted(known, unacknowledged.getFirst().first));
                }
                unacknowledgedBytes =
                        unacknowledged.stream().mapToLong(Sent::bytes).sum();
                again = List.copyOf(unacknowledged);
                producer = fresh;
                failed = false;
            }
            log.info("The event log ends at {}; {} records are sent again", known, again.size());
        } catch (KafkaException e) {
            log.warn("The event log cannot be reached: {}", e.toString());
            Thread.sleep(PAUSE_MS);
            return;
        }
        for (var sent : again) send(sent);
    }

    /** The number of the last event that is in the log or on its way there. */
    public synchronized long published() {
        return published;
    }

    public synchronized boolean isBehind() {
        return failed;
    }

    private static long lastEvent(KafkaConnection kafka, TopicPartition partition) {
        var settings = kafka.settings();
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            if (end == 0) return 0;
            consumer.seek(partition, end - 1);
            for (var record : consumer.poll(Duration.ofSeconds(5))) {
                return MarketEvents.parseFrom(record.value()).getLastSequence();
            }
            throw new TimeoutException("the end of " + partition + " did not come");
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the last record of " + partition + " cannot be read", e);
        }
    }

    private static Producer<byte[], byte[]> newProducer(KafkaConnection kafka) {
        var settings = kafka.settings();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        // Twice what may wait for its acknowledgement, so that sending never does.
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * MOST_UNACKNOWLEDGED_BYTES);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Waits a little until everything is in the log; what is not is published again after the next start. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
