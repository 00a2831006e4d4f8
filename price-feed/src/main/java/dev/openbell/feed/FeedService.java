package dev.openbell.feed;

import com.google.protobuf.MessageLite;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.ProtobufSerializer;
import dev.openbell.chassis.kafka.TopicPlan;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the feed once Kafka is there. Ready only while prices are really published. */
@Singleton
@Readiness
final class FeedService extends AbstractHealthIndicator<Map<String, Long>> {
    private static final Logger log = LoggerFactory.getLogger(FeedService.class);
    private static final Duration STALE = Duration.ofSeconds(5);

    private final KafkaConnection kafka;
    private final List<Symbol> symbols;
    private final Publisher publisher;
    private final Feed feed;
    private final Thread starter =
            Thread.ofPlatform().name("feed-start").daemon().unstarted(this::begin);

    FeedService(
            KafkaConnection kafka,
            MeterRegistry metrics,
            @Value("${openbell.price.symbols}") List<String> symbols,
            @Value("${openbell.price.min-interval}") Duration leastInterval) {
        this.kafka = kafka;
        this.symbols = symbols.stream().map(Symbol::named).toList();
        publisher = new Publisher(producer(kafka), metrics);
        long epochMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        feed = new Feed(leastInterval, new SplittableRandom(epochMicros), epochMicros, publisher::publish);
        log.info("The market of {} has the seed {}", this.symbols, epochMicros);
    }

    @EventListener
    void start(StartupEvent event) {
        starter.start();
    }

    private void begin() {
        try {
            kafka.ensureTopics(TopicPlan.prices());
            symbols.forEach(feed::start);
        } catch (InterruptedException e) {
            log.debug("Stopped before Kafka was there", e);
        }
    }

    /** A price that cannot be sent soon is worth nothing: it is given up rather than sent late. */
    private static KafkaProducer<String, MessageLite> producer(KafkaConnection kafka) {
        var settings = kafka.settings();
        settings.put(ProducerConfig.ACKS_CONFIG, "1");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 1_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new ProtobufSerializer());
    }

    @Override
    protected String getName() {
        return "feed";
    }

    @Override
    protected Map<String, Long> getHealthInformation() {
        var since = publisher.sincePublished();
        healthStatus = since.compareTo(STALE) < 0 ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of("last_published_ms_ago", since.toMillis());
    }

    @PreDestroy
    void stop() {
        starter.interrupt();
        feed.close();
        publisher.close();
    }
}
