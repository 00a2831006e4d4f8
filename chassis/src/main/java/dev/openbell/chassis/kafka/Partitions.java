package dev.openbell.chassis.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** All partitions of a topic, for those who read it whole. */
public final class Partitions {
    private Partitions() {}

    /**
     * The partitions as the broker knows them.
     *
     * @throws UnknownTopicOrPartitionException while a topic that was just made has not reached the broker that is asked
     */
    public static List<TopicPartition> of(Consumer<?, ?> consumer, String topic) {
        var known = consumer.partitionsFor(topic);
        if (known == null || known.isEmpty()) throw new UnknownTopicOrPartitionException(topic + " is not known yet");
        return known.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }
}
