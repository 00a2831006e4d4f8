package dev.openbell.feed;

import com.google.protobuf.MessageLite;
import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.ProtobufSerializer;
import dev.openbell.chassis.kafka.TopicPlan;
import dev.openbell.chassis.start.UnusableSetting;
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
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the outlet to the source once Kafka is there. Ready only while prices are really published. */
@Singleton
@Readiness
final class FeedService extends AbstractHealthIndicator<Map<String, Object>> {
    private static final Logger log = LoggerFactory.getLogger(FeedService.class);
    private static final Duration STALE = Duration.ofSeconds(5);

    private final KafkaConnection kafka;
    private final Waiting waiting;
    private final Source source;
    private final Duration leastInterval;
    private final Publisher publisher;
    private final Thread starter =
            Thread.ofPlatform().name("feed-start").daemon().unstarted(this::begin);
    private volatile @Nullable Outlet outlet;

    FeedService(
            KafkaConnection kafka,
            Waiting waiting,
            MeterRegistry metrics,
            Optional<Source> source,
            @Value("${openbell.price.source}") String sourceName,
            @Value("${openbell.price.min-interval}") Duration leastInterval) {
        this.kafka = kafka;
        this.waiting = waiting;
        this.source = source.orElseThrow(() ->
                new UnusableSetting("OPENBELL_PRICE_SOURCE is " + sourceName + "; it must be synthetic or backpack"));
        this.leastInterval = leastInterval;
        publisher = new Publisher(producer(kafka), metrics);
        metrics.gauge("openbell.feed.silent", this.source, from -> from.silent().size());
    }

    @EventListener
    void start(StartupEvent event) {
        starter.start();
    }

    private void begin() {
        try {
            kafka.ensureTopics(TopicPlan.prices());
            waiting.until("the topic of the feed", this::open);
        } catch (InterruptedException e) {
            log.debug("Stopped before Kafka was there", e);
        }
    }

    private void open() {
        var past = Past.of(kafka);
        long epoch = past.nextEpoch();
        var board = new Board(source.name(), epoch, leastInterval.toNanos(), publisher::publish);
        var opened = new Outlet(board, past).open();
        outlet = opened;
        source.start(opened);
        log.info("Prices come from the source {}, run {}", source.name(), epoch);
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
    protected Map<String, Object> getHealthInformation() {
        var since = publisher.sincePublished();
        healthStatus = since.compareTo(STALE) < 0 ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of(
                "source", source.name(), "last_published_ms_ago", since.toMillis(), "silent_symbols", source.silent());
    }

    @PreDestroy
    void stop() {
        starter.interrupt();
        source.close();
        var opened = outlet;
        if (opened != null) opened.close();
        publisher.close();
    }
}
