package dev.openbell.stream.venue;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.health.Waiting;
import dev.openbell.events.v1.EventRecord;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.stream.floor.FloorMetrics;
import dev.openbell.stream.floor.FloorThread;
import dev.openbell.stream.floor.LogBroken;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the floor what happens on the venue.
 *
 * <p>It notes where the event log ends, takes the matcher's books, which are at least as new, and follows the log from there; so it never
 * reads the log from its beginning. When a record is damaged or missing it does the same again.
 */
@Singleton
public final class MarketReader {
    private static final Logger log = LoggerFactory.getLogger(MarketReader.class);
    private static final String BOOKS = "the matcher's books";
    private static final int SHARD = 0;

    private final KafkaReaders readers;
    private final TopicPartition partition;
    private final Matcher matcher;
    private final FloorThread floor;
    private final FloorMetrics metrics;
    private final Waiting waiting;
    private volatile boolean isFollowing;
    private final Thread thread =
            Thread.ofPlatform().name("market-events").daemon().unstarted(this::follow);

    MarketReader(
            KafkaReaders readers,
            @Value("${openbell.event-topic}") String topic,
            Matcher matcher,
            FloorThread floor,
            FloorMetrics metrics,
            Waiting waiting) {
        this.readers = readers;
        this.partition = new TopicPartition(topic, SHARD);
        this.matcher = matcher;
        this.floor = floor;
        this.metrics = metrics;
        this.waiting = waiting;
    }

    @EventListener
    void start(StartupEvent event) {
        waiting.begin(BOOKS, "starting");
        thread.start();
    }

    private void follow() {
        try (var consumer = readers.open()) {
            consumer.assign(List.of(partition));
            while (true) {
                waiting.until(BOOKS, () -> begin(consumer));
                try {
                    isFollowing = true;
                    read(consumer);
                } catch (LogBroken | InvalidOffsetException e) {
                    log.warn("Starting over from the matcher's books: {}", e.getMessage());
                } catch (InterruptException e) {
                    throw e;
                } catch (RuntimeException e) {
                    log.error("A record could not be told; starting over from the matcher's books", e);
                } finally {
                    isFollowing = false;
                }
                waiting.begin(BOOKS, "starting over");
                metrics.resync();
            }
        } catch (InterruptedException | InterruptException e) {
            log.debug("Stopped", e);
        }
    }

    /** What is on the floor is what happens on the venue now. */
    public boolean isFollowing() {
        return isFollowing;
    }

    private void begin(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        var market = matcher.market();
        if (market.books().isEmpty()) throw new IllegalStateException("no instrument is listed yet");
        floor.tell(f -> f.open(market.instruments(), market.books()));
        consumer.seek(partition, end);
        log.info(
                "Following {} from offset {}, with {} books",
                partition,
                end,
                market.books().size());
    }

    private void read(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        while (true) {
            var records = new ArrayList<MarketEvents>();
            for (var record : consumer.poll(Duration.ofSeconds(1))) records.add(parse(record));
            if (!records.isEmpty()) floor.tell(f -> records.forEach(f::apply));
        }
    }

    private static MarketEvents parse(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventRecord.read(record);
        } catch (InvalidProtocolBufferException e) {
            throw new LogBroken(String.valueOf(e.getMessage()));
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(2));
    }
}
