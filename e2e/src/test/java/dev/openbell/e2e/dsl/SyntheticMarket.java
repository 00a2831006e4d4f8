package dev.openbell.e2e.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.openbell.bench.client.Rest;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;

/** The feed's own market, at its management port. */
public record SyntheticMarket(Venue venue) {
    /**
     * Makes a price leap.
     *
     * @return the bid where it landed
     */
    public BigDecimal jumps(String symbol, int percent) {
        JsonNode landed = new Rest(URI.create("http://" + venue.addresses().hostAndPort(Port.FEED_MANAGEMENT)))
                .post("/market/jump", Map.of("symbol", symbol, "percent", percent))
                .expect(200);
        return new BigDecimal(landed.get("bid").asText());
    }
}
