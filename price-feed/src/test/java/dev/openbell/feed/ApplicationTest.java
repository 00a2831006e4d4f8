package dev.openbell.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicationTest {
    @Test
    void withoutKafkaItLivesAndIsNotReadyAndSaysWhy() throws Exception {
        try (var service = ApplicationContext.run(
                EmbeddedServer.class, Map.of("micronaut.server.port", -1, "kafka.bootstrap.servers", "localhost:1"))) {
            assertThat(get(service, "/health/liveness").statusCode()).isEqualTo(200);

            var readiness = get(service, "/health/readiness");

            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).contains("no broker answers", "last_published_ms_ago");
        }
    }

    @Test
    void aJumpThatCannotBeIsRefused() throws Exception {
        try (var service = ApplicationContext.run(
                EmbeddedServer.class, Map.of("micronaut.server.port", -1, "kafka.bootstrap.servers", "localhost:1"))) {
            var tooFar = jump(service, "{\"symbol\":\"BTC_USDC\",\"percent\":-100}");
            assertThat(tooFar.statusCode()).isEqualTo(400);
            assertThat(tooFar.body()).contains("VALIDATION", "percent must be from -90 to 900");

            assertThat(jump(service, "{\"symbol\":\"GOLD_USDC\",\"percent\":5}").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aSourceThatDoesNotExistIsNamed() {
        var settings = Map.<String, Object>of(
                "micronaut.server.port", -1,
                "kafka.bootstrap.servers", "localhost:1",
                "openbell.price.source", "tea-leaves");

        assertThatThrownBy(() -> ApplicationContext.run(EmbeddedServer.class, settings))
                .hasRootCauseMessage("OPENBELL_PRICE_SOURCE is tea-leaves; it must be synthetic or backpack");
    }

    private static HttpResponse<String> jump(EmbeddedServer service, String body) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(service.getURI() + "/market/jump"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static HttpResponse<String> get(EmbeddedServer service, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(service.getURI() + path)).build(), BodyHandlers.ofString());
        }
    }
}
