package dev.openbell.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.LiveSocket;
import dev.openbell.bench.client.Rest;
import dev.openbell.bench.client.ShownBook;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.e2e.dsl.WayThrough;
import dev.openbell.standalone.Venue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        var book = new ShownBook();
        try (var live = new LiveSocket(addresses.webSocket())) {
            live.subscribe(List.of("orderbook"), List.of("SOL-USD"));
            book.show(live.await(frame -> frame.type().equals("orderbook_snapshot"))
                    .json());
            for (int i = 0; i < 20; i++) {
                bids(trader, "100." + (10 + i));
                book.show(live.await(frame -> frame.type().equals("orderbook_delta"))
                        .json());
            }
        }
    }

    private static void bids(Customer trader, String price) {
        var order = Map.of("instrument", "SOL-USD", "side", "buy", "type", "limit", "price", price, "quantity", "0.1");
        trader.rest().post("/api/v1/orders", order).expect(201);
    }
}
