package dev.openbell.matcher.simulation;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic with Kafka's own words. */
final class Reader extends MockConsumer<byte[], byte[]> {
    private static final int MOST_AT_ONCE = 100;

    private final Topic topic;

    Reader(Topic topic) {
        super(OffsetResetStrategy.NONE);
        this.topic = topic;
    }

    @Override
    public synchronized Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        return Map.of(topic.partition(), 0L);
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return Map.of(topic.partition(), topic.end());
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        long from = position(topic.partition());
        var records = topic.from(from, MOST_AT_ONCE);
        seek(topic.partition(), from + records.size());
        return new ConsumerRecords<>(Map.of(topic.partition(), records));
    }
}
