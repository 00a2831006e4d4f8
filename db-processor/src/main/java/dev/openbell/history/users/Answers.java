package dev.openbell.history.users;

import com.google.protobuf.MessageLite;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.ProtobufSerializer;
import dev.openbell.events.v1.Revocation;
import dev.openbell.events.v1.Topics;
import dev.openbell.events.v1.UserEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells what became of a command: all verifiers what it revoked, and then on {@code user.events} whoever asked. */
final class Answers implements AutoCloseable {
    /** Longer than that nobody waits for an answer. */
    private static final Map<String, ?> SETTINGS = Map.of(
            ProducerConfig.CLIENT_ID_CONFIG, "db-processor-answers",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);

    private final Producer<String, MessageLite> producer;

    Answers(KafkaConnection kafka) {
        this(kafka.durableProducer(new StringSerializer(), new ProtobufSerializer(), SETTINGS));
    }

    Answers(Producer<String, MessageLite> producer) {
        this.producer = producer;
    }

    /**
     * Returns once Kafka has it all. Who is told that a session has ended can rely on it.
     *
     * @throws KafkaException it may have it or not, so all of it has to be sent again
     */
    void send(UserEvent event) throws InterruptedException {
        try {
            var revocations = new ArrayList<Future<RecordMetadata>>();
            for (var revocation : event.getRevokedList()) {
                revocations.add(send(Topics.AUTH_REVOCATIONS, idOf(revocation), revocation));
            }
            for (var revocation : revocations) revocation.get();
            send(Topics.USER_EVENTS, event.getRequestId(), event).get();
        } catch (ExecutionException e) {
            throw new KafkaException("The answer to " + event.getRequestId() + " could not be sent", e.getCause());
        }
    }

    private Future<RecordMetadata> send(String topic, String key, MessageLite message) {
        return producer.send(new ProducerRecord<>(topic, key, message));
    }

    private static String idOf(Revocation revocation) {
        return switch (revocation.getRevokedCase()) {
            case SESSION_ID -> revocation.getSessionId();
            case KEY_ID -> revocation.getKeyId();
            case USER_ID -> revocation.getUserId();
            case REVOKED_NOT_SET -> throw new IllegalStateException("a revocation says what it revokes");
        };
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
