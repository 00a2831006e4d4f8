package dev.openbell.e2e.bots;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The venue's own bot, seen with its own key: what stands in its name. */
@OnTheRunningVenue
@Isolated("it ends parts of the venue that all share, and moves prices")
class MarketMakerTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int RUNGS = 5;

    private final Venue venue;
    private final Rest maker;

    MarketMakerTest(Venue venue) throws IOException {
        this.venue = venue;
        maker = signedIn(venue, "market-maker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC-USD", "ETH-USD", "SOL-USD"})
    void bothSidesOfABookAreQuotedInSeveralSteps(String instrument) {
        Eventually.holds(SOON, () -> {
            assertThat(standing(instrument, "buy")).hasSize(RUNGS);
            assertThat(standing(instrument, "sell")).hasSize(RUNGS);
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

        jump("ETH_USDC", -3);

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
            Eventually.holds(SOON, () -> assertThat(open()).isEmpty());
        } finally {
            venue.start("price-feed");
        }

        Eventually.holds(SOON, () -> assertThat(standing("SOL-USD", "buy")).hasSize(RUNGS));
    }

    @Test
    void whoLeavesLeavesNothingStanding() throws InterruptedException {
        venue.stop("market-maker");
        try {
            Eventually.holds(SOON, () -> assertThat(open()).isEmpty());
        } finally {
            venue.start("market-maker");
        }

        Eventually.holds(SOON, () -> assertThat(standing("SOL-USD", "buy")).hasSize(RUNGS));
    }

    private List<JsonNode> quoted(String instrument) {
        Eventually.holds(SOON, () -> assertThat(open(instrument)).hasSize(2 * RUNGS));
        return open(instrument);
    }

    private List<String> ids(String instrument) {
        return open(instrument).stream()
                .map(order -> order.get("order_id").asText())
                .toList();
    }

    private List<JsonNode> standing(String instrument, String side) {
        return open(instrument).stream()
                .filter(order -> order.get("side").asText().equals(side))
                .toList();
    }

    private static List<BigDecimal> prices(List<JsonNode> orders, String side) {
        return orders.stream()
                .filter(order -> order.get("side").asText().equals(side))
                .map(order -> new BigDecimal(order.get("price").asText()))
                .sorted()
                .toList();
    }

    private List<JsonNode> open(String instrument) {
        return open().stream()
                .filter(order -> order.get("instrument").asText().equals(instrument))
                .toList();
    }

    private List<JsonNode> open() {
        var orders =
                maker.get("/api/v1/orders?status=open&limit=500").expect(200).get("orders");
        return StreamSupport.stream(orders.spliterator(), false).toList();
    }

    private void jump(String symbol, int percent) {
        new Rest(URI.create("http://" + venue.addresses().hostAndPort(Port.FEED_MANAGEMENT)))
                .post("/market/jump", Map.of("symbol", symbol, "percent", percent))
                .expect(200);
    }

    private Rest anybody() {
        return new Rest(venue.addresses().edge());
    }

    private static Rest signedIn(Venue venue, String name) throws IOException {
        var file = venue.setup().data().resolve("secrets").resolve("market-maker.json");
        var key = new ObjectMapper().readTree(file.toFile()).get(name);
        var door = new Rest(venue.addresses().edge());
        var token = door.post(
                        "/api/v1/auth/token",
                        Map.of(
                                "key_id",
                                key.get("key_id").asText(),
                                "secret",
                                key.get("secret").asText()))
                .expect(200);
        return door.as(token.get("access_token").asText());
    }
}
