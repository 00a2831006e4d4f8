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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON over HTTP, with or without an access token, and whatever else a caller sends along. */
public final class Rest {
    public static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

    private final URI base;
    private final Map<String, String> headers;

    public Rest(URI base) {
        this(base, Map.of());
    }

    private Rest(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    /** The same door for somebody who is signed in. */
    public Rest as(String accessToken) {
        return with("Authorization", "Bearer " + accessToken);
    }

    /** The same door for somebody who sends this header along. */
    public Rest with(String header, String value) {
        var more = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(header, value);
        return new Rest(base, more);
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

        /** The fields that it was refused for. */
        public List<String> fields() {
            return body.path("errors").findValuesAsText("field");
        }

        /** The first header of this name; empty when there is none. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The cookie that came with it, as the browser sends it back. */
        public String cookie() {
            var header = header("Set-Cookie");
            return header.substring(0, header.indexOf(';'));
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

    public Reply delete(String path) {
        return send(request(path).DELETE());
    }

    /** Without a body. */
    public Reply post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    /** Any body, whatever it is said to be. */
    public Reply send(String method, String path, String contentType, String body) {
        return send(request(path).setHeader("Content-Type", contentType).method(method, BodyPublishers.ofString(body)));
    }

    private Reply sendJson(String method, String path, Map<String, ?> body) {
        try {
            return send(method, path, "application/json", JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
        headers.forEach(request::header);
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
