package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final TestVenue venue = new TestVenue(Map.of());

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void theSummaryHasNoMarginLevelWithoutAPosition() {
        assertThat(venue.ask("GET", "/api/v1/account/summary")
                        .as(venue.trader)
                        .send()
                        .body())
                .isEqualTo(
                        "{\"equity\":\"100000\",\"cash\":\"100000.5\",\"margin_used\":\"0\",\"margin_free\":\"99000\","
                                + "\"margin_level\":null,\"unrealized_pnl\":\"-0.5\"}");
    }
}
