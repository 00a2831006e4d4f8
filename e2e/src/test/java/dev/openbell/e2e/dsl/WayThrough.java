package dev.openbell.e2e.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.client.Customer;
import dev.openbell.bench.client.LiveSocket;
import dev.openbell.bench.client.Rest;
import dev.openbell.standalone.Venue;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** From a newcomer's sign-up to a row in the database and frames on the WebSocket: everything that has to work for one order. */
public final class WayThrough {
    private static final String INSTRUMENT = "SOL-USD";
    private static final String PRICE = "100.5";
    private static final Duration ROWS_WITHIN = Duration.ofMinutes(1);

    private final Venue venue;

    public WayThrough(Venue venue) {
        this.venue = venue;
    }

    public void walk() {
        var addresses = venue.addresses();
        var newcomer = Customer.signUp(addresses.edge(), addresses.inbox(), "newcomer");
        var usd = newcomer.rest()
                .get("/api/v1/account/balances")
                .expect(200)
                .get("balances")
                .get(0);
        assertThat(usd.get("available").asText()).isEqualTo("100000");

        try (var live = new LiveSocket(addresses.webSocket())) {
            live.authenticate(newcomer.token()).subscribe(List.of("orders", "orderbook"), List.of(INSTRUMENT));

            var order =
                    newcomer.rest().post("/api/v1/orders", ticket()).expect(201).get("order");
            var id = order.get("order_id").asText();

            live.await(frame -> frame.type().equals("order_update")
                    && frame.json().get("order").get("order_id").asText().equals(id));
            bookShows(newcomer.rest());
            rowOf(id);
            newcomer.rest().delete("/api/v1/orders/" + id).expect(200);
            live.await(frame -> frame.type().equals("order_update")
                    && frame.json().get("order").get("status").asText().equals("cancelled"));
        }
    }

    private static Map<String, String> ticket() {
        return Map.of("instrument", INSTRUMENT, "side", "buy", "type", "limit", "price", PRICE, "quantity", "1");
    }

    private static void bookShows(Rest rest) {
        var bids = rest.get("/api/v1/book/" + INSTRUMENT + "?levels=100")
                .expect(200)
                .get("bids");
        assertThat(bids).extracting(level -> level.get("price").asText()).contains(PRICE);
    }

    private void rowOf(String order) {
        Eventually.holds(ROWS_WITHIN, () -> {
            try (var database = DriverManager.getConnection(venue.addresses().database());
                    var query = database.prepareStatement("SELECT status FROM orders WHERE order_id = ?")) {
                query.setString(1, order);
                var row = query.executeQuery();
                assertThat(row.next()).as("a row for order " + order).isTrue();
                assertThat(row.getString("status")).isEqualToIgnoringCase("open");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
