package dev.openbell.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.e2e.dsl.Pit;
import dev.openbell.standalone.Venue;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What was traded is told to everybody, soon and summed up right. */
@OnTheRunningVenue
class MarketStatisticsTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Venue venue;

    MarketStatisticsTest(Venue venue) {
        this.venue = venue;
    }

    @Test
    void tradesAreInCandlesAnalyticsAndTheDaysFigures(Pit pit) {
        var alice = pit.trader("alice");
        var bob = pit.trader("bob");
        alice.sells("5 @ 100.00");
        alice.sells("5 @ 103.00");
        bob.buys("2 @ 100.00");
        bob.buys("4 @ 103.00");
        bob.buys("1 @ 99.50");

        pit.dayShows("last 103, high 103, low 100, volume 6 for 603 at 100.5");
        pit.bestPricesAre("99.5", "103");
        pit.changedBy("3", "3");
        for (var interval : new String[] {"1m", "5m", "15m", "1h", "4h", "1d"}) {
            pit.candlesShow(interval, "100 103 100 103, 6 for 603 in 3");
        }
        for (int minutes : new int[] {1, 5, 60, 1_440}) {
            pit.analyticsShow(minutes, "3 trades from 100 to 103, 6 for 603 at 100.5");
        }

        alice.sells("1 @ 99.50");

        pit.dayShows("last 99.5, high 103, low 99.5, volume 7 for 702.5 at 100.35714286");
        pit.bestPricesAre("null", "103");
        pit.changedBy("-0.5", "-0.5");
    }

    /** Nobody trades in a CFD's market: its candles follow the feed. */
    @Test
    void theCandlesOfACfdFollowTheFeed() {
        var world = new Rest(venue.addresses().edge());

        Eventually.holds(SOON, () -> {
            var candles = world.get("/api/v1/market/candles?instrument=BTC_USDC&interval=1m")
                    .expect(200)
                    .get("candles");
            assertThat(candles).isNotEmpty();
            var last = candles.get(candles.size() - 1);
            assertThat(new BigDecimal(last.get("high").asText()))
                    .isGreaterThanOrEqualTo(new BigDecimal(last.get("low").asText()))
                    .isPositive();
            assertThat(last.get("trades").asInt()).isZero();
            assertThat(last.get("vwap").isNull()).isTrue();
        });
    }
}
