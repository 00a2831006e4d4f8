package dev.openbell.history.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.openbell.chassis.kafka.KafkaConnection;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the records of one fold lie that it could not fold, each with the reason. One may lie there twice, when the database was away
 * meanwhile.
 */
public final class DeadLetters implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final Map<String, ?> SETTINGS = Map.of(
            ProducerConfig.CLIENT_ID_CONFIG, "db-processor-dead-letters",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);

    private final String topic;
    private final Supplier<Producer<byte[], byte[]>> line;
    private final MeterRegistry meters;
    private @Nullable Producer<byte[], byte[]> producer; // opened for the first letter: as a rule there is none

    public DeadLetters(String topic, KafkaConnection kafka, MeterRegistry meters) {
        this(
                topic,
                () -> kafka.durableProducer(new ByteArraySerializer(), new ByteArraySerializer(), SETTINGS),
                meters);
    }

    public DeadLetters(String topic, Supplier<Producer<byte[], byte[]>> line, MeterRegistry meters) {
        this.topic = topic;
        this.line = line;
        this.meters = meters;
    }

    /**
     * Returns once Kafka has it.
     *
     * @throws KafkaException it may have it or not, so it has to be laid there again
     */
    public void lay(ConsumerRecord<byte[], byte[]> record, String reason, String detail) throws InterruptedException {
        var source = record.topic() + "-" + record.partition() + "@" + record.offset();
        var letter = new ProducerRecord<>(topic, record.key(), record.value());
        letter.headers()
                .add("reason", reason.getBytes(UTF_8))
                .add("detail", detail.getBytes(UTF_8))
                .add("source", source.getBytes(UTF_8));
        try {
            if (producer == null) producer = line.get();
            producer.send(letter).get();
        } catch (ExecutionException e) {
            throw new KafkaException(source + " could not be laid with the dead letters", e.getCause());
        }
        log.warn("{} is passed over: {} ({})", source, reason, detail);
        meters.counter("openbell.log.dead.letters", "topic", record.topic(), "reason", reason)
                .increment();
    }

    @Override
    public void close() {
        if (producer != null) producer.close(Duration.ofSeconds(1));
    }
}
