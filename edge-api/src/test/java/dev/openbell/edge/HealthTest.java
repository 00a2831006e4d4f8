package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final TestVenue venue = new TestVenue(Map.of());

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void withoutKafkaNobodyCanTrade() {
        // A line that is not open yet takes longer than a check may.
        for (var call :
                new String[] {"/api/v1/instruments", "/api/v1/trades?instrument=BTC-USD", "/.well-known/jwks.json"}) {
            assertThat(venue.get(call).status()).as(call).isEqualTo(200);
        }

        var answer = venue.get("/healthz");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body())
                .startsWith("{\"status\":\"unhealthy\",\"timestamp\":\"2")
                .contains("\"symbols\":[\"BTC-USD\"]")
                .contains("\"matcher\":\"up\",\"auth\":\"up\",\"history\":\"up\",\"postgres\":\"up\"")
                .contains("\"redis\":\"down\",\"kafka\":\"down\"");
    }

    @Test
    void theManagementPortHasItsOwnAnswersAndThePublicOneHasNot() {
        assertThat(venue.askManagement("/health/liveness").send().body()).contains("\"status\":\"UP\"");
        assertThat(venue.askManagement("/health/readiness").send().body()).contains("no broker answers");
        assertThat(venue.askManagement("/prometheus").send().body()).contains("jvm_memory_used_bytes");
        assertThat(venue.askManagement("/api/v1/instruments").send().status()).isEqualTo(404);
        assertThat(venue.askManagement("/").send().status()).isEqualTo(404);
        assertThat(venue.get("/metrics").status()).isEqualTo(404);
    }
}
