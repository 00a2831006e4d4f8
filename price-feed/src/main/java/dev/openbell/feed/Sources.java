package dev.openbell.feed;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.feed.backpack.BackpackExchange;
import dev.openbell.feed.backpack.FrameReader;
import dev.openbell.feed.backpack.Patience;
import dev.openbell.feed.synthetic.SyntheticMarket;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The source that OPENBELL_PRICE_SOURCE names. */
@Factory
final class Sources {
    private static final Logger log = LoggerFactory.getLogger(Sources.class);

    @Singleton
    @Requires(property = "openbell.price.source", value = "synthetic")
    SyntheticMarket synthetic(
            @Value("${openbell.price.symbols}") List<String> symbols,
            @Value("${openbell.price.min-interval}") Duration leastInterval) {
        long seed = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        log.info("The market of {} has the seed {}", symbols, seed);
        return new SyntheticMarket(symbols, leastInterval, new SplittableRandom(seed));
    }

    @Singleton
    @Requires(property = "openbell.price.source", value = "backpack")
    BackpackExchange backpack(
            @Value("${openbell.price.backpack-url}") URI address,
            @Value("${openbell.price.symbols}") List<String> symbols,
            JsonMapper json,
            Waiting waiting,
            MeterRegistry metrics) {
        return new BackpackExchange(
                address, symbols, new FrameReader(json, Clock.systemUTC()), Patience.USUAL, waiting, metrics);
    }
}
