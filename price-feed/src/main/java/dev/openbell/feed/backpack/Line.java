package dev.openbell.feed.backpack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One connection to the exchange. It answers pings by itself. */
final class Line implements AutoCloseable {
    /** The frames that are asked for have a few hundred characters. */
    private static final int LONGEST_FRAME = 64 * 1024;

    private final HttpClient http;
    private final WebSocket socket;
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final Predicate<String> listener;
    private final Duration patience;
    private final long since = System.nanoTime();
    private volatile long heardAt = since;

    private Line(URI address, Duration patience, Predicate<String> listener) throws IOException, InterruptedException {
        this.listener = listener;
        this.patience = patience;
        // Of its own, so that nothing of a line that never came about stays behind.
        http = HttpClient.newBuilder().connectTimeout(patience).build();
        try {
            socket = await(http.newWebSocketBuilder().connectTimeout(patience).buildAsync(address, new Ear()));
        } catch (IOException | InterruptedException | RuntimeException e) {
            http.shutdownNow();
            throw e;
        }
    }

    /**
     * Connects.
     *
     * @param listener is told each text that comes, one after the other, and says whether it is a sign of life
     */
    static Line to(URI address, Duration patience, Predicate<String> listener)
            throws IOException, InterruptedException {
        return new Line(address, patience, listener);
    }

    void send(String text) throws IOException, InterruptedException {
        await(socket.sendText(text, true));
    }

    private <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IOException("it does not answer within " + patience.toMillis() + " ms", e);
        }
    }

    /** Why it ended, as soon as it has; null when it has not within this time. */
    @Nullable
    String endWithin(Duration time) throws InterruptedException {
        try {
            return end.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The end of a line is told in words", e);
        }
    }

    /** How long nothing came that made sense: one that only stammers is silent too. */
    Duration silentFor() {
        return Duration.ofNanos(System.nanoTime() - heardAt);
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (text.length() > LONGEST_FRAME) {
                end.complete("a frame is longer than " + LONGEST_FRAME + " characters");
                return null;
            }
            if (last) {
                if (listener.test(text.toString())) heardAt = System.nanoTime();
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end.complete("the exchange closed it: " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            end.complete(failure.toString());
        }
    }
}
