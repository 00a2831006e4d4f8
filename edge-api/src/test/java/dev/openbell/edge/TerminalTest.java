package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {
    private static final TestVenue venue = new TestVenue(
            Map.of("openbell.inbox-url", "http://localhost:8025/", "openbell.embedded", true, "openbell.ws-url", ""));

    @AfterAll
    static void close() {
        venue.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/trade", "/trade/BTC-USD"})
    void aPageOfTheTerminalIsTheIndex(String path) {
        var answer = venue.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.body()).contains("<title>Openbell</title>");
    }

    @Test
    void aFileWithAHashInItsNameIsKeptForAYear() {
        var answer = venue.get("/assets/index-4f2a.js");

        assertThat(answer.header("Content-Type")).contains("javascript");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(answer.body()).isEqualTo("export const bell = 1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/missing.js",
                "/api",
                "/api/v1/nothing",
                "/../application.yml",
                "/assets/%2e%2e/%2e%2e/application.yml",
                "/.hidden",
                "/prometheus",
                "/health/liveness",
                "/env"
            })
    void whatIsNeitherAFileNorAPageIsNotFound(String path) {
        var answer = venue.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void theTerminalIsToldWhatItCannotKnow() {
        assertThat(venue.get("/config.json").body())
                .isEqualTo("{\"ws_url\":null,\"inbox_url\":\"http://localhost:8025/\"}");
    }

    @Test
    void aVenueOnOnesOwnMachineIsPlainHttpAndShowsItsMetrics() {
        var answer = venue.get("/metrics");

        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.body()).contains("# TYPE jvm_memory_used_bytes gauge");
    }
}
