package dev.openbell.matcher.log;

import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.LoggedCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
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
        var settings = Map.of(
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                GIVES_UP_AFTER_MS / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                GIVES_UP_AFTER_MS,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                NO_ROOM_AFTER_MS);
        producer = kafka.durableProducer(new ByteArraySerializer(), new ByteArraySerializer(), settings);
        // The first command shall not wait for what every command needs.
        if (producer.partitionsFor(topic).size() <= shard)
            throw new KafkaException(topic + " has no partition " + shard);
        this.topic = topic;
        this.shard = shard;
        this.key = Integer.toString(shard).getBytes(StandardCharsets.US_ASCII);
    }

    /** What became of a command that was handed over. */
    public interface Receipt {
        /** It is in the log, at this place. */
        default void appended(long offset) {}

        /** No acknowledgement came; it may be in the log all the same. */
        void lost(Exception why);
    }

    /**
     * Hands a command to the log.
     *
     * @throws Refusal UNAVAILABLE when it was never handed over
     */
    public void append(LoggedCommand command, Receipt receipt) {
        long caller = Thread.currentThread().threadId();
        var refused = new AtomicReference<Exception>();
        try {
            var _ = producer.send(
                    new ProducerRecord<>(topic, shard, key, command.toByteArray()), (metadata, failure) -> {
                        if (failure == null) receipt.appended(metadata.offset());
                        // Before it takes a record the producer says no on the caller's own thread; afterwards on its
                        // own.
                        else if (Thread.currentThread().threadId() == caller) refused.set(failure);
                        else receipt.lost(failure);
                    });
        } catch (KafkaException | IllegalStateException e) {
            // Or it is being closed.
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
