package dev.openbell.feed;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static HttpResponse<String> get(EmbeddedServer service, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(service.getURI() + path)).build(), BodyHandlers.ofString());
        }
    }
}
