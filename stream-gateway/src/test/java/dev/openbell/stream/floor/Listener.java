package dev.openbell.stream.floor;

import dev.openbell.stream.frames.Frame;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A line whose other end can stop reading. What it hears, it keeps. */
final class Listener implements Line {
    private static final JsonMapper JSON = JsonMapper.createDefault();

    final List<String> heard = new ArrayList<>();

    @Nullable
    Closing closed;

    private final Deque<Frame> unread = new ArrayDeque<>();
    private IntConsumer gone = bytes -> {};
    private boolean reads = true;
    private long unreadBytes;

    @Override
    public void whenGone(IntConsumer bytes) {
        gone = bytes;
    }

    @Override
    public void send(Frame frame) {
        heard.add(frame.toString());
        if (reads) {
            gone.accept(frame.length());
        } else {
            unreadBytes += frame.length();
            unread.add(frame);
        }
    }

    @Override
    public void ping() {}

    @Override
    public void close(Closing why) {
        closed = why;
    }

    void stopsReading() {
        reads = false;
    }

    void readsAgain() {
        reads = true;
        while (!unread.isEmpty()) gone.accept(unread.removeFirst().length());
    }

    long unreadBytes() {
        return unreadBytes;
    }

    List<String> types() {
        return heard.stream().map(frame -> (String) parsed(frame).get("type")).toList();
    }

    Map<String, Object> last() {
        return parsed(heard.getLast());
    }

    List<Map<String, Object>> all(String type) {
        return heard.stream()
                .map(Listener::parsed)
                .filter(frame -> type.equals(frame.get("type")))
                .toList();
    }

    Map<String, Object> lastOf(String type) {
        return heard.reversed().stream()
                .map(Listener::parsed)
                .filter(frame -> type.equals(frame.get("type")))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> parsed(String frame) {
        try {
            return JSON.readValue(frame, Argument.mapOf(String.class, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
