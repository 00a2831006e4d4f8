package dev.openbell.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.openbell.bench.client.Rest;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.standalone.Venue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Switched off in the evening, switched on in the morning: everything is where it was. */
class RestartTest {
    @TempDir
    Path data;

    @Test
    void accountsOrdersTradesAndBooksAreThereAgain() throws IOException, InterruptedException {
        Dealer buyer;
        String resting;
        JsonNode book;
        try (var evening = Venue.start(RunningVenue.small(data))) {
            var seller = Dealer.arrives(evening, "seller");
            buyer = Dealer.arrives(evening, "buyer");
            seller.sells("5 @ 100");
            resting = buyer.buys("7 @ 100");
            seller.sells("3 @ 101");
            book = book(evening.addresses().edge());
        }
        try (var morning = Venue.start(RunningVenue.small(data))) {
            var edge = morning.addresses().edge();

            var order = buyer.comesBack(morning)
                    .rest()
                    .get("/api/v1/orders/" + resting)
                    .expect(200);
            assertThat(order.get("order").get("status").asText()).isEqualTo("partially_filled");
            assertThat(order.get("order").get("remaining_quantity").asText()).isEqualTo("2");
            assertThat(order.get("trades")).hasSize(1);
            assertThat(book(edge)).isEqualTo(book);
            Eventually.holds(
                    Duration.ofMinutes(1),
                    () -> assertThat(new Rest(edge)
                                    .get("/api/v1/market/trades?instrument=" + Dealer.INSTRUMENT)
                                    .expect(200)
                                    .get("trades"))
                            .hasSize(1));
        }
    }

    /** Bids and asks; the sequence counts what the log is told meanwhile. */
    private static JsonNode book(URI edge) {
        var book = new Rest(edge).get("/api/v1/book/" + Dealer.INSTRUMENT).expect(200);
        return ((ObjectNode) book).without(List.of("sequence", "timestamp"));
    }
}
