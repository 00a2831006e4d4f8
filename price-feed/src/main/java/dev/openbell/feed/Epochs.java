package dev.openbell.feed;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.Partitions;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.events.v1.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers the runs of the source. A run is numbered by the time of its start, and higher than the one before even when the clock was put
 * back in between: a lower number would be taken for old, and its prices dropped.
 */
final class Epochs {
    private static final Logger log = LoggerFactory.getLogger(Epochs.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Epochs() {}

    static long next(KafkaConnection kafka) {
        try (var consumer = kafka.logReader()) {
            return Math.max(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()), newest(consumer) + 1);
        }
    }

    /** Runs follow each other, so the last price of each partition is of the newest. */
    private static long newest(Consumer<byte[], byte[]> consumer) {
        var partitions = Partitions.of(consumer, Topics.PRICE_UPDATES);
        var begins = consumer.beginningOffsets(partitions);
        var ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        partitions.forEach(each ->
                consumer.seek(each, Math.max(begins.getOrDefault(each, 0L), ends.getOrDefault(each, 0L) - 1)));
        long newest = 0;
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
            if (System.nanoTime() > until) throw new TimeoutException("The last prices cannot be read");
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                newest =
                        Math.max(newest, epoch(record.value(), new TopicPartition(record.topic(), record.partition())));
            }
        }
        return newest;
    }

    private static long epoch(byte[] price, TopicPartition where) {
        try {
            return PriceUpdate.parseFrom(price).getSourceEpoch();
        } catch (InvalidProtocolBufferException e) {
            log.warn("The last record of {} is no price", where, e);
            return 0;
        }
    }
}
