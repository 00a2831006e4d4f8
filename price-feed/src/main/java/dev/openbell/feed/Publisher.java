package dev.openbell.feed;

import com.google.protobuf.MessageLite;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.events.v1.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts prices into Kafka, and knows when that last worked. */
final class Publisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Publisher.class);

    private final Producer<String, MessageLite> producer;
    private final Counter published;
    private final Counter lost;
    private volatile long publishedAt = System.nanoTime() - Duration.ofDays(1).toNanos();
    private volatile boolean works = true;

    Publisher(Producer<String, MessageLite> producer, MeterRegistry metrics) {
        this.producer = producer;
        published = Counter.builder("openbell.feed.published")
                .description("Prices that Kafka has taken")
                .register(metrics);
        lost = Counter.builder("openbell.feed.lost")
                .description("Prices that Kafka has not taken in time; they are not sent again")
                .register(metrics);
    }

    void publish(PriceUpdate price) {
        var record = new ProducerRecord<String, MessageLite>(Topics.PRICE_UPDATES, price.getSymbol(), price);
        var _ = producer.send(record, (place, failure) -> sent(failure));
    }

    private void sent(@Nullable Exception failure) {
        if (failure == null) {
            published.increment();
            publishedAt = System.nanoTime();
            if (!works) log.info("Prices are published again");
            works = true;
        } else {
            lost.increment();
            if (works) log.warn("Prices cannot be published: {}", failure.getMessage());
            works = false;
        }
    }

    /** How long ago Kafka last took a price. */
    Duration sincePublished() {
        return Duration.ofNanos(System.nanoTime() - publishedAt);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
