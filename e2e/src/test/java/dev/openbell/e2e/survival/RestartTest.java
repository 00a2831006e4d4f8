package dev.openbell.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.standalone.Venue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Switched off in the evening, switched on in the morning: everything is where it was. */
class RestartTest {
    private static final String INSTRUMENT = "T1-USD";

    @TempDir
    Path data;

    @Test
    void accountsOrdersTradesAndBooksAreThereAgain() throws IOException, InterruptedException {
        Customer buyer;
        String resting;
        JsonNode book;
        try (var evening = Venue.start(RunningVenue.small(data))) {
            var addresses = evening.addresses();
            var seller = Customer.signUp(addresses.edge(), addresses.inbox(), "seller");
            seller.rest()
                    .post("/api/v1/account/deposits", Map.of("asset", "SOL", "amount", "100"))
                    .expect(201);
            buyer = Customer.signUp(addresses.edge(), addresses.inbox(), "buyer");
            place(seller, "sell", "5", "100");
            resting = place(buyer, "buy", "7", "100");
            place(seller, "sell", "3", "101");
            book = book(addresses.edge());
        }
        try (var morning = Venue.start(RunningVenue.small(data))) {
            var edge = morning.addresses().edge();
            var again = Customer.signIn(edge, buyer.email(), buyer.password());

            var order = again.rest().get("/api/v1/orders/" + resting).expect(200);
            assertThat(order.get("order").get("status").asText()).isEqualTo("partially_filled");
            assertThat(order.get("order").get("remaining_quantity").asText()).isEqualTo("2");
            assertThat(order.get("trades")).hasSize(1);
            assertThat(book(edge)).isEqualTo(book);
            Eventually.holds(
                    Duration.ofMinutes(1),
                    () -> assertThat(new Rest(edge)
                                    .get("/api/v1/market/trades?instrument=" + INSTRUMENT)
                                    .expect(200)
                                    .get("trades"))
                            .hasSize(1));
        }
    }

    private static String place(Customer trader, String side, String quantity, String price) {
        return trader.rest()
                .post(
                        "/api/v1/orders",
                        Map.of(
                                "instrument", INSTRUMENT,
                                "side", side,
                                "type", "limit",
                                "quantity", quantity,
                                "price", price))
                .expect(201)
                .get("order")
                .get("order_id")
                .asText();
    }

    /** Bids and asks; the sequence counts what the log is told meanwhile. */
    private static JsonNode book(java.net.URI edge) {
        var book = new Rest(edge).get("/api/v1/book/" + INSTRUMENT).expect(200);
        return ((com.fasterxml.jackson.databind.node.ObjectNode) book)
                .without(java.util.List.of("sequence", "timestamp"));
    }
}
