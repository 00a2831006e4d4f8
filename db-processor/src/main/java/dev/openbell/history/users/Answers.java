package dev.openbell.history.users;

import com.google.protobuf.MessageLite;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.ProtobufSerializer;
import dev.openbell.events.v1.UserEvent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells on {@code user.events} what became of a command. */
final class Answers implements AutoCloseable {
    /** Longer than that nobody waits for an answer. */
    private static final Map<String, ?> SETTINGS = Map.of(
            ProducerConfig.CLIENT_ID_CONFIG, "db-processor-answers",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);

    private final Producer<String, MessageLite> producer;
    private final String topic;

    Answers(KafkaConnection kafka, String topic) {
        this(kafka.durableProducer(new StringSerializer(), new ProtobufSerializer(), SETTINGS), topic);
    }

    Answers(Producer<String, MessageLite> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * Returns once Kafka has it.
     *
     * @throws KafkaException it may have it or not, so the answer has to be sent again
     */
    void send(UserEvent event) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(topic, event.getRequestId(), event))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("The answer to " + event.getRequestId() + " could not be sent", e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
