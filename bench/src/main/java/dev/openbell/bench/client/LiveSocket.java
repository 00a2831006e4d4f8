package dev.openbell.bench.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The venue's WebSocket as a customer sees it: frames come in, each with the moment at which it came. */
public final class LiveSocket implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What came, and when, by this machine's monotonic clock. */
    public record Frame(JsonNode json, long at) {
        public String type() {
            return json.path("type").asText();
        }
    }

    private final LinkedBlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private final CompletableFuture<Integer> farewell = new CompletableFuture<>();
    private volatile @Nullable String closed;

    public LiveSocket(URI address) {
        socket = HTTP.newWebSocketBuilder().buildAsync(address, new Listener()).join();
        await(frame -> frame.type().equals("hello"));
    }

    /** Says who is listening; private channels want that. */
    public LiveSocket authenticate(String token) {
        send(Map.of("type", "auth", "token", token));
        await(frame -> frame.type().equals("authenticated"));
        return this;
    }

    public LiveSocket subscribe(List<String> channels, List<String> instruments) {
        send(Map.of("type", "subscribe", "channels", channels, "instruments", instruments));
        await(frame -> frame.type().equals("subscribed"));
        return this;
    }

    public void send(Map<String, ?> message) {
        try {
            send(Rest.JSON.writeValueAsString(message));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Any text, whether or not it makes sense. */
    public void send(String text) {
        socket.sendText(text, true).join();
    }

    /** The next frame that fits; those before it are gone. */
    public Frame await(Predicate<Frame> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                var frame = frames.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (frame == null) {
                    throw new IllegalStateException("The frame did not come within " + PATIENCE
                            + (closed == null ? "" : "; closed: " + closed));
                }
                if (wanted.test(frame)) return frame;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    /** The next frame, if one comes so soon. */
    public Optional<Frame> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(frames.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    public boolean isClosed() {
        return closed != null;
    }

    /** The code with which the venue closes the socket, as soon as it does. */
    public int awaitClose() {
        try {
            return farewell.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("No farewell came within " + PATIENCE + "; closed: " + closed, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                long at = System.nanoTime();
                try {
                    frames.add(new Frame(Rest.JSON.readTree(text.toString()), at));
                } catch (JsonProcessingException e) {
                    closed = "a frame is no JSON: " + text;
                }
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed = status + " " + reason;
            farewell.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed = error.toString();
            farewell.completeExceptionally(error);
        }
    }
}
