package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MarketTest {
    private static final TestVenue venue = new TestVenue(Map.of());

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void theBookIsTheSameUnderItsThreeNames() {
        var book = venue.get("/api/v1/book/BTC-USD");

        assertThat(book.body())
                .isEqualTo("{\"instrument\":\"BTC-USD\",\"sequence\":7,\"bids\":["
                        + "{\"price\":\"60000.5\",\"quantity\":\"0.5\",\"orders\":2,\"cumulative\":\"0.5\"},"
                        + "{\"price\":\"59999\",\"quantity\":\"0.5\",\"orders\":1,\"cumulative\":\"1\"}],"
                        + "\"asks\":[],\"timestamp\":\"2026-01-01T12:00:00.123456Z\"}");
        assertThat(venue.get("/api/v1/market/orderbook?instrument=BTC-USD").body())
                .isEqualTo(book.body());
        assertThat(venue.get("/api/v1/orderbook?instrument=BTC-USD&levels=100").body())
                .isEqualTo(book.body());
    }

    @Test
    void aBookThatCannotBeShownSaysWhy() {
        assertThat(venue.get("/api/v1/book/XYZ").status()).isEqualTo(404);
        assertThat(venue.get("/api/v1/book/XYZ").body()).contains("\"code\":\"UNKNOWN_INSTRUMENT\"");
        assertThat(venue.get("/api/v1/book/BTC-USD?levels=101").body()).contains("\"field\":\"levels\"");
        assertThat(venue.get("/api/v1/orderbook").body()).contains("\"field\":\"instrument\"");
    }

    @Test
    void tradesNameNobodysOrder() {
        assertThat(venue.get("/api/v1/market/trades?instrument=BTC-USD").body())
                .isEqualTo("{\"trades\":[{\"trade_id\":\"t1\",\"instrument\":\"BTC-USD\",\"price\":\"60000\","
                        + "\"quantity\":\"0.00000001\",\"taker_side\":\"sell\",\"synthetic\":false,"
                        + "\"timestamp\":\"2026-01-01T12:00:00.123456Z\"}]}");
        assertThat(venue.get("/api/v1/trades?instrument=BTC-USD&limit=1001").status())
                .isEqualTo(400);
    }

    @Test
    void anInstrumentShowsItsRules() {
        assertThat(venue.get("/api/v1/instruments").body())
                .contains("\"symbol\":\"BTC-USD\",\"kind\":\"spot\"", "\"tick\":\"0.5\",\"lot\":\"0.0001\"")
                .contains("\"max_leverage\":null", "\"status\":\"open\"");
    }
}
