package dev.openbell.standalone.verify;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.openbell.events.v1.MarketEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.LoggerFactory;

/** Reads the event log from its beginning as far as the database has come. */
final class EventLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1), PATIENCE = Duration.ofSeconds(30);

    /** How many records there were, and where the log goes on after a loss. */
    record Read(long records, List<String> breaks) {}

    /** Who hears what the log holds. */
    interface Listener {
        /** The log is trimmed: this is how everything stood at this event, and what comes before it is not known. */
        void stood(MarketEvents statement, long sequence);

        void heard(MarketEvents events);
    }

    private final String servers;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private EventLog(String servers, KafkaConsumer<byte[], byte[]> consumer) {
        this.servers = servers;
        this.consumer = consumer;
    }

    static EventLog open(String servers) {
        // What the client would warn of comes as the reason why nothing can be said.
        if (LoggerFactory.getLogger("org.apache.kafka") instanceof Logger logger) logger.setLevel(Level.OFF);
        try {
            var consumer = new KafkaConsumer<>(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            servers,
                            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                            false,
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                            "none",
                            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                            false,
                            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                            10_000),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            return new EventLog(servers, consumer);
        } catch (KafkaException e) {
            throw unreadable(servers, e);
        }
    }

    /**
     * Hands over every event up to this position.
     *
     * @param archive tells how everything stood where the log begins, if it was trimmed
     * @return what was read
     * @throws BrokenLog they are not whole
     * @throws CannotVerify they are not all there
     */
    Read read(Position position, Opening.Source archive, Listener listener) throws InterruptedException {
        if (position.lastSequence() == 0) return new Read(0, List.of());
        var partition = position.partition();
        try {
            var here = List.of(partition);
            consumer.assign(here);
            long end = consumer.endOffsets(here).values().iterator().next();
            consumer.seekToBeginning(here);
            var chain = consumer.position(partition) == 0
                    ? new Chain(position)
                    : new Chain(position, begin(partition, archive, listener));
            long records = 0;
            long heard = System.nanoTime();
            while (!chain.isComplete()) {
                if (consumer.position(partition) >= end) throw chain.endsTooEarly();
                for (var record : consumer.poll(POLL)) {
                    if (chain.isComplete()) break;
                    chain.follow(record).ifPresent(listener::heard);
                    records++;
                    heard = System.nanoTime();
                }
                if (System.nanoTime() - heard > PATIENCE.toNanos())
                    throw new CannotVerify("Kafka does not give the records of " + partition);
            }
            return new Read(records, chain.breaks());
        } catch (InvalidOffsetException e) {
            throw new CannotVerify(partition + " was trimmed while it was read; try again", e);
        } catch (KafkaException e) {
            throw unreadable(servers, e);
        }
    }

    /** Begins where the archive ends. The log may be trimmed further meanwhile, and then the archive has another end. */
    private Opening begin(TopicPartition partition, Opening.Source archive, Listener listener)
            throws InterruptedException {
        var here = List.of(partition);
        try {
            var statement = Files.createTempFile("openbell-verify-", ".statement");
            try {
                long beginning;
                do {
                    consumer.seekToBeginning(here);
                    beginning = consumer.position(partition);
                    if (!archive.write(partition.partition(), statement))
                        throw new CannotVerify(
                                partition + " is trimmed, and the archive does not tell what was before");
                } while (beginning
                        != consumer.beginningOffsets(here).values().iterator().next());
                var opening = Opening.read(statement);
                opening.tell(part -> listener.stood(part, opening.sequence()));
                return opening;
            } finally {
                Files.delete(statement);
            }
        } catch (IOException e) {
            throw new CannotVerify("%s is trimmed, and the archive cannot be read: %s".formatted(partition, e), e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static CannotVerify unreadable(String servers, KafkaException e) {
        var why = e.getCause() == null ? e : e.getCause();
        return new CannotVerify("Kafka at %s cannot be read: %s".formatted(servers, why.getMessage()), e);
    }
}
