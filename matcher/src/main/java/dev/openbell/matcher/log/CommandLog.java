package dev.openbell.matcher.log;

import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.LoggedCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The writing end of the command log of one shard. */
public final class CommandLog implements AutoCloseable {
    /** The producer gives up before any caller does, so that nothing trades after its caller has gone. */
    private static final int GIVES_UP_AFTER_MS = 3_000;

    private static final int NO_ROOM_AFTER_MS = 250;

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final int shard;
    private final byte[] key;

    public CommandLog(KafkaConnection kafka, String topic, int shard) {
        var settings = kafka.settings();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_500);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, GIVES_UP_AFTER_MS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, NO_ROOM_AFTER_MS);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        // The first command shall not wait for what every command needs.
        if (producer.partitionsFor(topic).size() <= shard)
            throw new KafkaException(topic + " has no partition " + shard);
        this.topic = topic;
        this.shard = shard;
        this.key = Integer.toString(shard).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Hands a command to the log.
     *
     * @param lost told when no acknowledgement came; the command may be in the log all the same
     * @throws Refusal UNAVAILABLE when it was never handed over
     */
    public void append(LoggedCommand command, Consumer<Exception> lost) {
        long caller = Thread.currentThread().threadId();
        var refused = new AtomicReference<Exception>();
        try {
            var _ = producer.send(
                    new ProducerRecord<>(topic, shard, key, command.toByteArray()), (metadata, failure) -> {
                        if (failure == null) return;
                        // Before it takes a record the producer says no on the caller's own thread; afterwards on its
                        // own.
                        if (Thread.currentThread().threadId() == caller) refused.set(failure);
                        else lost.accept(failure);
                    });
        } catch (KafkaException e) {
            refused.set(e);
        }
        var why = refused.get();
        if (why != null) throw Refusal.unavailable("The command log cannot be reached");
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
