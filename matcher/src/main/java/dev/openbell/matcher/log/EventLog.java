package dev.openbell.matcher.log;

import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
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
    private static final int MOST_UNACKNOWLEDGED = 20_000;

    private record Unacknowledged(long lastSequence, ProducerRecord<byte[], byte[]> record) {}

    private final KafkaConnection kafka;
    private final TopicPartition partition;
    private final byte[] key;
    private final ArrayDeque<Unacknowledged> unacknowledged = new ArrayDeque<>();
    private Producer<byte[], byte[]> producer;
    private long published;
    private boolean failed;

    /** Finds out how far the log goes. */
    public EventLog(KafkaConnection kafka, String topic, int shard) {
        this.kafka = kafka;
        this.partition = new TopicPartition(topic, shard);
        this.key = Integer.toString(shard).getBytes(StandardCharsets.US_ASCII);
        this.published = lastPublished();
        this.producer = newProducer();
    }

    /** Sends the events of a command, unless the log has them already. Waits while too much is on its way. */
    public void publish(MarketEvents events) throws InterruptedException {
        if (events.getLastSequence() <= published) return;
        var value = events.toByteArray();
        var crc = new CRC32C();
        crc.update(value);
        var checksum =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        var record = new ProducerRecord<>(partition.topic(), partition.partition(), key, value);
        record.headers().add(new RecordHeader(Topics.CHECKSUM_HEADER, checksum));
        var next = new Unacknowledged(events.getLastSequence(), record);
        waitForRoom();
        synchronized (this) {
            unacknowledged.add(next);
            published = next.lastSequence;
            if (!failed) send(next);
        }
    }

    private void waitForRoom() throws InterruptedException {
        while (true) {
            boolean broken;
            synchronized (this) {
                while (!failed && unacknowledged.size() >= MOST_UNACKNOWLEDGED) wait();
                broken = failed;
            }
            if (!broken) return;
            mend();
        }
    }

    private void send(Unacknowledged next) {
        try {
            var _ = producer.send(next.record, (metadata, failure) -> acknowledged(next, failure));
        } catch (KafkaException e) {
            acknowledged(next, e);
        }
    }

    private synchronized void acknowledged(Unacknowledged sent, @Nullable Exception failure) {
        if (failure == null) {
            if (!failed) unacknowledged.remove(sent);
        } else if (!failed) {
            failed = true;
            log.error("Events up to {} could not be published; they are sent again", sent.lastSequence, failure);
        }
        notifyAll();
    }

    /** Sends everything again that the log does not have, with a producer of its own. To be called when nothing else happens. */
    public void mend() throws InterruptedException {
        synchronized (this) {
            if (!failed) return;
        }
        producer.close(Duration.ZERO);
        long known;
        try {
            known = lastPublished();
        } catch (KafkaException e) {
            log.warn("The event log cannot be read: {}", e.toString());
            Thread.sleep(500);
            return;
        }
        synchronized (this) {
            unacknowledged.removeIf(sent -> sent.lastSequence <= known);
            producer = newProducer();
            failed = false;
            log.info("The event log ends at {}; {} records are sent again", known, unacknowledged.size());
            for (var again : List.copyOf(unacknowledged)) send(again);
        }
    }

    /** The number of the last event that is in the log or on its way there. */
    public synchronized long published() {
        return published;
    }

    public synchronized boolean isBehind() {
        return failed;
    }

    private long lastPublished() {
        var settings = kafka.settings();
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            if (end == 0) return 0;
            consumer.seek(partition, end - 1);
            var records = consumer.poll(Duration.ofSeconds(5));
            for (var record : records)
                return MarketEvents.parseFrom(record.value()).getLastSequence();
            throw new org.apache.kafka.common.errors.TimeoutException("the end of " + partition + " did not come");
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException("the last record of " + partition + " cannot be read", e);
        }
    }

    private Producer<byte[], byte[]> newProducer() {
        Map<String, Object> settings = kafka.settings();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 60_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Waits a little until everything is in the log; what is not is published again after the next start. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
