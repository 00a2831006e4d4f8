package dev.openbell.bench.bots;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.events.v1.EventRecord;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The two logs of a venue, read past all its doors. */
final class Logs {
    static final TopicPartition EVENTS = new TopicPartition(Topics.MARKET_EVENTS, 0);

    private final String servers;

    Logs(String servers) {
        this.servers = servers;
    }

    /** The offset of the next record of the event log. */
    long nextEvent() {
        try (var reader = reader()) {
            return end(reader, EVENTS);
        }
    }

    /** The last command of which events were published; -1 where there is none. */
    long lastPublishedCommand() {
        try (var reader = reader()) {
            reader.assign(List.of(EVENTS));
            reader.seek(EVENTS, Math.max(0, end(reader, EVENTS) - 1));
            for (var record : reader.poll(Duration.ofSeconds(5)))
                return read(record).getCommandOffset();
            return -1;
        }
    }

    /** Each event once, though two owners may have published it. */
    void events(Consumer<MarketEvent> each) {
        try (var reader = reader()) {
            reader.assign(List.of(EVENTS));
            reader.seekToBeginning(List.of(EVENTS));
            long end = end(reader, EVENTS), seen = 0;
            while (reader.position(EVENTS) < end) {
                for (var record : reader.poll(Duration.ofSeconds(1))) {
                    var events = read(record);
                    if (events.getLastSequence() <= seen) continue;
                    if (events.getFirstSequence() != seen + 1) {
                        throw new IllegalStateException("after event " + seen + " comes " + events.getFirstSequence());
                    }
                    seen = events.getLastSequence();
                    events.getEventsList().forEach(each);
                }
            }
        }
    }

    KafkaConsumer<byte[], byte[]> reader() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static long end(KafkaConsumer<byte[], byte[]> reader, TopicPartition partition) {
        return reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    private static MarketEvents read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventRecord.read(record);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the event log cannot be read", e);
        }
    }
}
