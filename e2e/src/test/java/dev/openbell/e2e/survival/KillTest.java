package dev.openbell.e2e.survival;

import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.e2e.dsl.WayThrough;
import dev.openbell.standalone.Venue;
import java.time.Duration;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 of each part in turn: it comes back by itself, and the way through works again. */
@OnTheRunningVenue
@Isolated("it ends parts of the venue that all share")
class KillTest {
    private static final Duration BACK_WITHIN = Duration.ofMinutes(2);

    private final Venue venue;

    KillTest(Venue venue) {
        this.venue = venue;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "edge-api",
                "auth-service",
                "matcher",
                "stream-gateway",
                "db-processor",
                "otp-mailer",
                "price-feed",
                "market-maker",
                "redis",
                "postgres",
                "kafka"
            })
    void comesBack(String part) throws InterruptedException {
        var before = venue.process(part);

        venue.kill(part);

        Eventually.holds(BACK_WITHIN, () -> {
            if (venue.process(part).equals(before)) throw new IllegalStateException(part + " was not killed");
        });
        venue.awaitReady(part, BACK_WITHIN);
        Eventually.holds(BACK_WITHIN, new WayThrough(venue)::walk);
    }
}
