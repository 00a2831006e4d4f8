package dev.openbell.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of the gateway, over a real socket. */
final class Client implements WebSocket.Listener, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.createDefault();
    private static final int PATIENCE_SECONDS = 30;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final LinkedBlockingQueue<Map<String, Object>> frames = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;
    private volatile boolean reads = true;

    Client(int port) {
        this(port, "User-Agent", "a bot");
    }

    /** A client that sends this header along when it opens the socket. */
    Client(int port, String header, String value) {
        var builder = HTTP.newWebSocketBuilder().header(header, value);
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), this)
                .join();
    }

    Client says(String json) {
        socket.sendText(json.replace('\'', '"'), true).join();
        return this;
    }

    Client saysInParts(String... parts) {
        for (int i = 0; i < parts.length; i++)
            socket.sendText(parts[i], i == parts.length - 1).join();
        return this;
    }

    /** Says it again and again, and stops for nothing but a closed line. */
    Client floods(int times, String json) {
        var text = json.replace('\'', '"');
        var said = CompletableFuture.completedFuture(socket);
        for (int i = 0; i < times; i++) said = said.thenCompose(line -> line.sendText(text, true));
        return this;
    }

    /** The next frame, whatever it is. */
    Map<String, Object> hears() {
        try {
            var frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(frame).as("a frame within %d s", PATIENCE_SECONDS).isNotNull();
            return frame == null ? Map.of() : frame;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next frame, which must be of this type. */
    Map<String, Object> hears(String type) {
        var frame = hears();
        assertThat(frame).containsEntry("type", type);
        return frame;
    }

    /** Reads on until this is said. */
    Map<String, Object> hearsAtLast(String field, Object value) {
        while (true) {
            var frame = hears();
            if (value.equals(frame.get(field))) return frame;
        }
    }

    void stopsReading() {
        reads = false;
    }

    void readsAgain() {
        reads = true;
        socket.request(1);
    }

    int closeCode() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                frames.add(JSON.readValue(text.toString(), Argument.mapOf(String.class, Object.class)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            text.setLength(0);
        }
        if (reads) webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
