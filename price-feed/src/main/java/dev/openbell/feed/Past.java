package dev.openbell.feed;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.Partitions;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.events.v1.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the runs of the source before this one have published last.
 *
 * @param epoch the highest number of a run; 0 when there was none
 * @param quotes the newest of each symbol
 */
record Past(long epoch, Map<String, Quote> quotes) {
    static final Past NONE = new Past(0, Map.of());

    private static final Logger log = LoggerFactory.getLogger(Past.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A symbol is published every second, and at most twenty times in one: so many records hold each of a partition's. */
    private static final long ENOUGH = 1_000;

    static Past of(KafkaConnection kafka) {
        try (var consumer = kafka.logReader()) {
            return read(consumer);
        }
    }

    static Past read(Consumer<byte[], byte[]> consumer) {
        var partitions = Partitions.of(consumer, Topics.PRICE_UPDATES);
        var begins = consumer.beginningOffsets(partitions);
        var ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        partitions.forEach(each ->
                consumer.seek(each, Math.max(begins.getOrDefault(each, 0L), ends.getOrDefault(each, 0L) - ENOUGH)));
        long epoch = 0;
        var quotes = new HashMap<String, Quote>();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
            if (System.nanoTime() > until) throw new TimeoutException("The last prices cannot be read");
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                var price = price(record);
                epoch = Math.max(epoch, price.getSourceEpoch());
                // A symbol has one partition, so what comes later is newer.
                if (price.getBidE8() > 0) {
                    quotes.put(price.getSymbol(), new Quote(price.getBidE8(), price.getAskE8(), price.getLastE8()));
                }
            }
        }
        return new Past(epoch, Map.copyOf(quotes));
    }

    private static PriceUpdate price(ConsumerRecord<byte[], byte[]> record) {
        try {
            return PriceUpdate.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            log.warn("Record {} of {}-{} is no price", record.offset(), record.topic(), record.partition(), e);
            return PriceUpdate.getDefaultInstance();
        }
    }

    /**
     * The number of the run that begins now. A run is numbered by the time of its start, and higher than the one before even when the clock
     * was put back in between: a lower number would be taken for old, and its prices dropped.
     */
    long nextEpoch() {
        return Math.max(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()), epoch + 1);
    }
}
