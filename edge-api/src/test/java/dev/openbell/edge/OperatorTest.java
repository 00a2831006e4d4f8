package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.edge.TestVenue.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTest {
    private static final TestVenue venue = new TestVenue(Map.of());

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void aSnapshotIsTakenNow() {
        var answer = operator("/api/v1/market/orderbook/snapshot");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"snapshot_id\":\"s1\",\"offset\":7,\"sequence\":42,\"checksum\":\"c0ffee\"}");
    }

    @Test
    void anInstrumentIsHaltedAndResumed() {
        assertThat(operator("/api/v1/admin/instruments/BTC-USD/halt").body())
                .startsWith("{\"instrument\":{\"symbol\":\"BTC-USD\"")
                .endsWith("\"status\":\"halted\"}}");
        assertThat(operator("/api/v1/admin/instruments/BTC-USD/resume").body()).endsWith("\"status\":\"open\"}}");
        assertThat(operator("/api/v1/admin/instruments/XYZ/halt").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/market/orderbook/snapshot",
                "/api/v1/admin/instruments/BTC-USD/halt",
                "/api/v1/admin/instruments/BTC-USD/resume"
            })
    void whoIsNoOperatorMayNot(String call) {
        assertThat(venue.ask("POST", call).send().status()).isEqualTo(401);
        assertThat(venue.ask("POST", call).as(venue.trader).send().status()).isEqualTo(403);
    }

    private static Answer operator(String call) {
        return venue.ask("POST", call)
                .as(venue.tokens.of("olga", "read trade admin"))
                .send();
    }
}
