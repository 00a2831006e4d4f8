package dev.openbell.bench.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP, with or without an access token. */
public final class Rest {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

    private final URI base;
    private final @Nullable String token;

    public Rest(URI base) {
        this(base, null);
    }

    private Rest(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    /** The same door for somebody who is signed in. */
    public Rest as(String accessToken) {
        return new Rest(base, accessToken);
    }

    /** What came back; the body is an empty object where there is none. */
    public record Reply(int status, JsonNode body, HttpResponse<String> response) {
        /** The body of a success; anything else is an error that says what came instead. */
        public JsonNode expect(int wanted) {
            if (status == wanted) return body;
            throw new IllegalStateException(
                    "%s answered %d and not %d: %s".formatted(response.uri().getPath(), status, wanted, body));
        }

        /** Why it was refused; empty for a success. */
        public String code() {
            return status < 400 ? "" : body.path("code").asText();
        }
    }

    public Reply get(String path) {
        return send(request(path).GET());
    }

    public Reply post(String path, Map<String, ?> body) {
        return sendJson("POST", path, body);
    }

    public Reply patch(String path, Map<String, ?> body) {
        return sendJson("PATCH", path, body);
    }

    private Reply sendJson(String method, String path, Map<String, ?> body) {
        try {
            return send(request(path)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body))));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public Reply delete(String path) {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
        if (token != null) request.header("Authorization", "Bearer " + token);
        return request;
    }

    private static Reply send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            var type = response.headers().firstValue("Content-Type").orElse("");
            var body = type.contains("json") ? JSON.readTree(response.body()) : JSON.createObjectNode();
            return new Reply(response.statusCode(), body, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
