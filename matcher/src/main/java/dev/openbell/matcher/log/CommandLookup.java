package dev.openbell.matcher.log;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.LoggedCommand;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Finds one command in the log again. */
@Singleton
public final class CommandLookup {
    private final KafkaConnection kafka;
    private final String topic;
    private @Nullable Consumer<byte[], byte[]> reader;

    CommandLookup(KafkaConnection kafka, @Value("${openbell.topics.commands}") String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /** The command at this place, or nothing when there is none. */
    public synchronized @Nullable LoggedCommand at(int shard, long offset) {
        var partition = new TopicPartition(topic, shard);
        try {
            var in = reader();
            in.assign(List.of(partition));
            if (in.endOffsets(List.of(partition)).getOrDefault(partition, 0L) <= offset) return null;
            in.seek(partition, offset);
            for (var record : in.poll(Duration.ofSeconds(2))) {
                return record.offset() == offset ? LoggedCommand.parseFrom(record.value()) : null;
            }
            throw Refusal.unavailable("The command log did not answer in time");
        } catch (OffsetOutOfRangeException | InvalidProtocolBufferException e) {
            return null;
        } catch (KafkaException e) {
            throw Refusal.unavailable("The command log cannot be reached");
        }
    }

    private Consumer<byte[], byte[]> reader() {
        if (reader == null) reader = kafka.logReader(Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1));
        return reader;
    }

    @PreDestroy
    synchronized void close() {
        if (reader != null) reader.close(Duration.ofSeconds(1));
    }
}
