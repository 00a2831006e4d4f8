package dev.openbell.auth.registry;

import com.google.protobuf.MessageLite;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.ProtobufSerializer;
import dev.openbell.chassis.refusal.Refusal;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands messages to Kafka, and knows what its silence means: what it refuses was never sent; what fails after it was
 * handed over may have arrived all the same.
 */
@Singleton
public final class Outbox {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final int DELIVERED_WITHIN_MS = 3_000;
    private static final int HANDED_OVER_WITHIN_MS = 2_000;

    /** It gives up before the caller does, who waits five seconds for the outcome. */
    private static final Map<String, ?> SOON = Map.of(
            ProducerConfig.MAX_BLOCK_MS_CONFIG, HANDED_OVER_WITHIN_MS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, HANDED_OVER_WITHIN_MS,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERED_WITHIN_MS);

    private final Supplier<Producer<String, MessageLite>> connect;
    private @Nullable Producer<String, MessageLite> producer;

    @Inject
    Outbox(KafkaConnection kafka) {
        this(() -> kafka.durableProducer(new StringSerializer(), new ProtobufSerializer(), SOON));
    }

    Outbox(Supplier<Producer<String, MessageLite>> connect) {
        this.connect = connect;
    }

    /**
     * Completes when every replica that must have it has it.
     *
     * @throws Refusal UNAVAILABLE when it was never sent
     */
    public CompletableFuture<RecordMetadata> send(String topic, String key, MessageLite message) {
        var delivered = new CompletableFuture<RecordMetadata>();
        try {
            var _ = producer().send(new ProducerRecord<>(topic, key, message), (metadata, failure) -> {
                if (failure == null) delivered.complete(metadata);
                else delivered.completeExceptionally(failure);
            });
        } catch (KafkaException e) {
            delivered.completeExceptionally(e);
        }
        // A failure that is known by now came before anything went over the wire.
        if (delivered.isCompletedExceptionally()) {
            log.warn(
                    "{} could not be sent to: {}",
                    topic,
                    delivered.exceptionNow().toString());
            throw Refusal.unavailable("This cannot be done just now; nothing happened");
        }
        return delivered;
    }

    /** For what nobody waits for: it takes its own time, and that it fails is only told in the log. */
    public void sendInItsOwnTime(String topic, String key, MessageLite message) {
        Thread.startVirtualThread(() -> {
            try {
                var _ = send(topic, key, message).join();
            } catch (RuntimeException e) {
                log.warn("{} may have missed a message: {}", topic, e.toString());
            }
        });
    }

    /** Made when it is first needed: by then Kafka's name can be resolved. */
    private synchronized Producer<String, MessageLite> producer() {
        if (producer == null) producer = connect.get();
        return producer;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) producer.close(Duration.ofMillis(DELIVERED_WITHIN_MS));
    }
}
