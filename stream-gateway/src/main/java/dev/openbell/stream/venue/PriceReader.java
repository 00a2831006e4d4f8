package dev.openbell.stream.venue;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.Partitions;
import dev.openbell.chassis.kafka.TopicPlan;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.events.v1.Topics;
import dev.openbell.stream.bots.MarketDataDoor;
import dev.openbell.stream.floor.FloorThread;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the floor the prices of the feed: only what comes, nothing of what was. */
@Singleton
final class PriceReader {
    private static final Logger log = LoggerFactory.getLogger(PriceReader.class);
    private static final String FEED = "the topic of the feed";

    private final KafkaConnection kafka;
    private final KafkaReaders readers;
    private final FloorThread floor;
    private final MarketDataDoor bots;
    private final Waiting waiting;
    private final Thread thread =
            Thread.ofPlatform().name("price-updates").daemon().unstarted(this::follow);

    PriceReader(KafkaConnection kafka, KafkaReaders readers, FloorThread floor, MarketDataDoor bots, Waiting waiting) {
        this.kafka = kafka;
        this.readers = readers;
        this.floor = floor;
        this.bots = bots;
        this.waiting = waiting;
    }

    @EventListener
    void start(StartupEvent event) {
        waiting.begin(FEED, "starting");
        thread.start();
    }

    private void follow() {
        try {
            kafka.ensureTopics(TopicPlan.prices());
            try (var consumer = readers.open()) {
                while (true) followOn(consumer);
            }
        } catch (InterruptedException | InterruptException e) {
            log.debug("Stopped", e);
        }
    }

    private void followOn(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        waiting.until(FEED, () -> begin(consumer));
        try {
            while (true) read(consumer);
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn("Starting over at the end of the feed", e);
        }
    }

    private static void begin(Consumer<byte[], byte[]> consumer) {
        var partitions = Partitions.of(consumer, Topics.PRICE_UPDATES);
        consumer.assign(partitions);
        consumer.endOffsets(partitions).forEach(consumer::seek);
    }

    private void read(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        var prices = new ArrayList<PriceUpdate>();
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
            try {
                prices.add(PriceUpdate.parseFrom(record.value()));
            } catch (InvalidProtocolBufferException e) {
                log.warn("Offset {} of {}-{} is no price", record.offset(), record.topic(), record.partition(), e);
            }
        }
        if (prices.isEmpty()) return;
        prices.forEach(bots::price);
        floor.tell(f -> prices.forEach(f::price));
    }

    @PreDestroy
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(2));
    }
}
