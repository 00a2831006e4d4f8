package dev.openbell.e2e.bots;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.openbell.bench.client.Rest;
import dev.openbell.standalone.Venue;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What stands in the name of one of the venue's own bots, seen with its own key. */
record VenuesBot(Rest rest) {
    /** Orders on each side of a book. */
    static final int RUNGS = 5;

    static VenuesBot marketMaker(Venue venue) throws IOException {
        var file = venue.setup().data().resolve("secrets").resolve("market-maker.json");
        var key = new ObjectMapper().readTree(file.toFile()).get("market-maker");
        var door = new Rest(venue.addresses().edge());
        var token = door.post(
                        "/api/v1/auth/token",
                        Map.of(
                                "key_id",
                                key.get("key_id").asText(),
                                "secret",
                                key.get("secret").asText()))
                .expect(200);
        return new VenuesBot(door.as(token.get("access_token").asText()));
    }

    List<JsonNode> open() {
        var orders =
                rest.get("/api/v1/orders?status=open&limit=500").expect(200).get("orders");
        return StreamSupport.stream(orders.spliterator(), false).toList();
    }

    List<JsonNode> open(String instrument) {
        return open().stream()
                .filter(order -> order.get("instrument").asText().equals(instrument))
                .toList();
    }

    List<JsonNode> open(String instrument, String side) {
        return open(instrument).stream()
                .filter(order -> order.get("side").asText().equals(side))
                .toList();
    }

    /** From the lowest to the highest. */
    static List<BigDecimal> prices(List<JsonNode> orders, String side) {
        return orders.stream()
                .filter(order -> order.get("side").asText().equals(side))
                .map(order -> new BigDecimal(order.get("price").asText()))
                .sorted()
                .toList();
    }
}
