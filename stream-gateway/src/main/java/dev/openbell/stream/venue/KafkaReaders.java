package dev.openbell.stream.venue;

import dev.openbell.chassis.kafka.KafkaConnection;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.Consumer;

/** Makes consumers that belong to no group: each gateway hears everything and remembers nothing. */
@Singleton
class KafkaReaders {
    private final KafkaConnection kafka;

    KafkaReaders(KafkaConnection kafka) {
        this.kafka = kafka;
    }

    Consumer<byte[], byte[]> open() {
        return kafka.logReader();
    }
}
