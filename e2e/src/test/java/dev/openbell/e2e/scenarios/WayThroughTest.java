package dev.openbell.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.LiveSocket;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.e2e.dsl.WayThrough;
import dev.openbell.standalone.Venue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** The whole venue, once through. */
@OnTheRunningVenue
class WayThroughTest {
    @Test
    void anOrderGoesTheWholeWay(Venue venue) {
        new WayThrough(venue).walk();
    }

    @Test
    void theVenueSaysThatItIsWell(Venue venue) {
        var edge = new Rest(venue.addresses().edge());

        Eventually.holds(Duration.ofMinutes(1), () -> {
            var health = edge.get("/healthz").expect(200);
            assertThat(health.get("status").asText()).isEqualTo("healthy");
            assertThat(health.get("checks"))
                    .allSatisfy(check -> assertThat(check.asText()).isEqualTo("up"));
        });
        assertThat(edge.get("/metrics").response().body()).contains("http_server_requests_seconds");
    }

    /** A client that applies deltas sees what the venue sees, and no delta is missing between two others. */
    @Test
    void aBookRebuiltFromFramesIsTheVenuesBook(Venue venue) {
        var addresses = venue.addresses();
        var trader = Customer.signUp(addresses.edge(), addresses.inbox(), "trader");
        var bids = new TreeMap<BigDecimal, BigDecimal>(Comparator.reverseOrder());
        var asks = new TreeMap<BigDecimal, BigDecimal>();
        try (var live = new LiveSocket(addresses.webSocket())) {
            live.subscribe(List.of("orderbook"), List.of("SOL-USD"));
            var book = live.await(frame -> frame.type().equals("orderbook_snapshot"))
                    .json();
            apply(book.get("bids"), bids);
            apply(book.get("asks"), asks);
            for (int i = 0; i < 20; i++) {
                bids(trader, "75." + (10 + i));
                var delta = live.await(frame -> frame.type().equals("orderbook_delta"))
                        .json();
                assertThat(delta.get("previous_sequence").asLong())
                        .isEqualTo(book.get("sequence").asLong());
                apply(delta.get("bids"), bids);
                apply(delta.get("asks"), asks);
                assertThat(checksum(bids, asks)).isEqualTo(delta.get("checksum").asLong());
                book = delta;
            }
        }
    }

    private static void bids(Customer trader, String price) {
        var order = Map.of("instrument", "SOL-USD", "side", "buy", "type", "limit", "price", price, "quantity", "0.1");
        trader.rest().post("/api/v1/orders", order).expect(201);
    }

    private static void apply(Iterable<JsonNode> levels, Map<BigDecimal, BigDecimal> side) {
        for (var level : levels) {
            var price = new BigDecimal(level.get(0).asText());
            var quantity = new BigDecimal(level.get(1).asText());
            if (quantity.signum() == 0) side.remove(price);
            else side.put(price, quantity);
        }
    }

    private static long checksum(Map<BigDecimal, BigDecimal> bids, Map<BigDecimal, BigDecimal> asks) {
        var crc = new CRC32();
        for (var side : List.of(bids, asks)) {
            side.entrySet().stream()
                    .limit(10)
                    .map(level -> level.getKey().toPlainString() + ":"
                            + level.getValue().toPlainString() + ";")
                    .forEach(text -> crc.update(text.getBytes(StandardCharsets.US_ASCII)));
        }
        return crc.getValue();
    }
}
