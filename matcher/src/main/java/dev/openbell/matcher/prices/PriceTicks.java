package dev.openbell.matcher.prices;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.PriceTail;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.PriceTick;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Instrument;
import dev.openbell.matcher.shard.Ownership;
import dev.openbell.matcher.shard.Shard;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shard's own ticker: reads the feed and appends what the engine is to know of it. Every instance reads, so that a new owner goes on at
 * once; only the owner appends. For a moment there may be two, and the engine passes over what it has heard.
 */
@Context
final class PriceTicks {
    private static final Logger log = LoggerFactory.getLogger(PriceTicks.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LISTING_LOOKED_AT = Duration.ofSeconds(2);

    private final Shard shard;
    private final Ownership ownership;
    private final MeterRegistry metrics;
    private final PriceTail tail;
    private final Conflation conflation;
    private final Thread thread =
            Thread.ofPlatform().name("price-ticks").daemon().unstarted(this::follow);
    private volatile Set<String> listed = Set.of();
    private long lookedAt = System.nanoTime() - LISTING_LOOKED_AT.toNanos();
    private volatile boolean works = true;

    PriceTicks(
            KafkaConnection kafka,
            Shard shard,
            Ownership ownership,
            Waiting waiting,
            MeterRegistry metrics,
            @Value("${openbell.price.min-interval}") Duration leastInterval) {
        this.shard = shard;
        this.ownership = ownership;
        this.metrics = metrics;
        tail = new PriceTail(kafka, waiting);
        conflation = new Conflation(leastInterval.toNanos());
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    private void follow() {
        tail.follow(this::hear);
    }

    private Duration hear(List<PriceUpdate> prices) {
        lookAtTheListing();
        long now = System.nanoTime();
        for (var price : prices) if (listed.contains(price.getSymbol())) conflation.offer(price, now);
        if (ownership.isOurs()) conflation.due(now).forEach(this::append);
        long left = ownership.isOurs() ? conflation.dueIn(now) : Conflation.NEVER;
        return Duration.ofMillis(Math.min(TimeUnit.NANOSECONDS.toMillis(left) + 1, LONGEST_PAUSE.toMillis()));
    }

    /** What is listed as a CFD; a new venue lists one instrument after the other. */
    private void lookAtTheListing() {
        if (!ownership.isOurs() || System.nanoTime() - lookedAt < LISTING_LOOKED_AT.toNanos()) return;
        lookedAt = System.nanoTime();
        try {
            var _ = shard.ask(Engine::instruments).whenComplete((instruments, failure) -> {
                if (failure == null) listed = cfds(instruments);
                else log.debug("It cannot be found out what is listed", failure);
            });
        } catch (Refusal refusal) {
            log.debug("It cannot be found out what is listed: {}", refusal.getMessage());
        }
    }

    private static Set<String> cfds(List<Instrument> instruments) {
        return instruments.stream()
                .filter(instrument -> instrument.cfd() != null)
                .map(Instrument::symbol)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** One that is lost is not sent again: the next is newer. */
    private void append(PriceTick tick) {
        try {
            var _ = shard.queue(LoggedCommand.newBuilder().setPriceTick(tick), "")
                    .whenComplete((id, failure) -> appended(failure == null ? "" : failure.toString()));
        } catch (Refusal refusal) {
            appended(refusal.detail());
        }
    }

    private void appended(String trouble) {
        boolean worked = trouble.isEmpty();
        metrics.counter("openbell.prices.ticks", "result", worked ? "appended" : "lost")
                .increment();
        if (worked != works)
            log.info(worked ? "Prices get into the log again" : "Prices do not get into the log: {}", trouble);
        works = worked;
    }

    @PreDestroy
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(2));
    }
}
