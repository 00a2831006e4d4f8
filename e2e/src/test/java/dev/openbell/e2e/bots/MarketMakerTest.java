package dev.openbell.e2e.bots;

import static dev.openbell.e2e.bots.VenuesBot.RUNGS;
import static dev.openbell.e2e.bots.VenuesBot.prices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.e2e.dsl.SyntheticMarket;
import dev.openbell.standalone.Venue;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The venue's own bot, seen with its own key: what stands in its name. */
@OnTheRunningVenue
@Isolated("it ends parts of the venue that all share, and moves prices")
class MarketMakerTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Venue venue;
    private final VenuesBot maker;

    MarketMakerTest(Venue venue) throws IOException {
        this.venue = venue;
        maker = VenuesBot.marketMaker(venue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC-USD", "ETH-USD", "SOL-USD"})
    void bothSidesOfABookAreQuotedInSeveralSteps(String instrument) {
        Eventually.holds(SOON, () -> {
            assertThat(maker.open(instrument, "buy")).hasSize(RUNGS);
            assertThat(maker.open(instrument, "sell")).hasSize(RUNGS);
        });
    }

    @Test
    void theTapeMovesAndSaysThatNobodyTraded() {
        Eventually.holds(
                SOON,
                () -> assertThat(List.of("BTC-USD", "ETH-USD", "SOL-USD"))
                        .anySatisfy(instrument -> assertThat(anybody()
                                        .get("/api/v1/market/trades?limit=50&instrument=" + instrument)
                                        .expect(200)
                                        .get("trades"))
                                .anyMatch(trade -> trade.get("synthetic").asBoolean())));
    }

    @Test
    void quotesFollowThePriceWithTheSameOrders() {
        var before = quoted("ETH-USD");
        var orders = ids("ETH-USD");
        var dearest = prices(before, "sell").getLast();

        new SyntheticMarket(venue).jumps("ETH_USDC", -3);

        Eventually.holds(
                SOON,
                () -> assertThat(prices(quoted("ETH-USD"), "sell").getFirst())
                        .isLessThan(dearest.multiply(new BigDecimal("0.99"))));
        assertThat(ids("ETH-USD")).as("they are moved, not taken away").containsAnyElementsOf(orders);
    }

    @Test
    void withoutAPriceNothingStands() throws InterruptedException {
        venue.stop("price-feed");
        try {
            Eventually.holds(SOON, () -> assertThat(maker.open()).isEmpty());
        } finally {
            venue.start("price-feed");
        }

        Eventually.holds(SOON, () -> assertThat(maker.open("SOL-USD", "buy")).hasSize(RUNGS));
    }

    @Test
    void whoLeavesLeavesNothingStanding() throws InterruptedException {
        venue.stop("market-maker");
        try {
            Eventually.holds(SOON, () -> assertThat(maker.open()).isEmpty());
        } finally {
            venue.start("market-maker");
        }

        Eventually.holds(SOON, () -> assertThat(maker.open("SOL-USD", "buy")).hasSize(RUNGS));
    }

    private List<JsonNode> quoted(String instrument) {
        Eventually.holds(SOON, () -> assertThat(maker.open(instrument)).hasSize(2 * RUNGS));
        return maker.open(instrument);
    }

    private List<String> ids(String instrument) {
        return maker.open(instrument).stream()
                .map(order -> order.get("order_id").asText())
                .toList();
    }

    private Rest anybody() {
        return new Rest(venue.addresses().edge());
    }
}
