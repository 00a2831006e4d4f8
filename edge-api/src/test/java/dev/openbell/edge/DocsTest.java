package dev.openbell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class DocsTest {
    private static final TestVenue venue = new TestVenue(Map.of());

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void everyCallIsDescribedWithWhatItWants() {
        var answer = venue.get("/openapi.yml");
        assertThat(answer.header("Content-Type")).isEqualTo("application/yaml");
        Map<String, Map<String, Map<String, Map<String, Object>>>> api = new Yaml().load(answer.body());

        var paths = api.getOrDefault("paths", Map.of());
        assertThat(paths).containsKeys("/api/v1/orders", "/api/v1/orders/{id}", "/api/v1/auth/signup", "/healthz");
        assertThat(paths.getOrDefault("/api/v1/orders", Map.of()).get("post"))
                .containsEntry("x-wants", "trade")
                .containsEntry("security", List.of(Map.of("token", List.of())));
        assertThat(paths.getOrDefault("/api/v1/instruments", Map.of()).get("get"))
                .containsEntry("x-wants", "public")
                .doesNotContainKey("security");
        paths.forEach((path, calls) -> {
            if (path.startsWith("/api/")) {
                assertThat(calls.values())
                        .as(path)
                        .allSatisfy(call -> assertThat(call).containsKey("x-wants"));
            }
        });
    }

    /** What the contract writes is what goes over the wire. */
    @Test
    void fieldsAreNamedAsTheyAreSent() {
        assertThat(venue.get("/openapi.yml").body())
                .contains("idempotency_key:", "flow_id:", "access_token:")
                .doesNotContain("idempotencyKey", "accessToken");
    }

    @Test
    void aPersonReadsTheSameWithoutAScript() {
        var page = venue.get("/docs");

        assertThat(page.header("Content-Type")).isEqualTo("text/html");
        assertThat(page.body())
                .contains("/api/v1/orders/{id}/cancel", "href=\"#OrderTicket\"", "id=\"OrderTicket\"", "stop_price")
                .doesNotContain("<script", "style=");
        assertThat(venue.get("/docs.css").header("Content-Type")).isEqualTo("text/css");
    }
}
