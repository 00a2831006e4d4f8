package dev.openbell.matcher.log;

import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** Event logs over another Kafka than the real one, for tests outside of this package. */
public final class EventLogs {
    private EventLogs() {}

    public static EventLog over(
            TopicPartition partition,
            Supplier<Producer<byte[], byte[]>> producers,
            Supplier<Consumer<byte[], byte[]>> readers) {
        return new EventLog(partition, producers, () -> EventLog.lastEvent(readers.get(), partition), Runnable::run);
    }
}
