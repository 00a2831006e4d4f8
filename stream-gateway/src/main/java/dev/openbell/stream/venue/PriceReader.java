package dev.openbell.stream.venue;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.PriceTail;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.stream.floor.FloorThread;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Brings the floor the prices of the feed. */
@Singleton
final class PriceReader {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PriceTail tail;
    private final FloorThread floor;
    private final Thread thread =
            Thread.ofPlatform().name("price-updates").daemon().unstarted(this::follow);

    PriceReader(KafkaConnection kafka, FloorThread floor, Waiting waiting) {
        tail = new PriceTail(kafka, waiting);
        this.floor = floor;
    }

    @EventListener
    void start(StartupEvent event) {
        tail.announce();
        thread.start();
    }

    private void follow() {
        tail.follow(this::show);
    }

    private Duration show(List<PriceUpdate> prices) throws InterruptedException {
        if (!prices.isEmpty()) floor.tell(f -> prices.forEach(f::price));
        return PAUSE;
    }

    @PreDestroy
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(2));
    }
}
