package dev.openbell.bench.sockets;

import dev.openbell.bench.stand.Book;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Which frames came when: those that many clients get are one entry, with each client's moment. All of it belongs to the crowd's thread. */
final class Deliveries {
    /** What a frame tells: everything that happened to a book after one event, up to another. */
    private record Span(Book book, long after, long upTo) {}

    private final Map<Span, Moments> moments = new HashMap<>();
    private @Nullable Span lastSpan;
    private @Nullable Moments last;

    /** A client has read a frame. */
    void came(Book book, long after, long upTo, long at) {
        var span = lastSpan;
        if (span == null || last == null || span.upTo != upTo || span.after != after || span.book != book) {
            lastSpan = new Span(book, after, upTo);
            last = moments.computeIfAbsent(lastSpan, s -> new Moments());
        }
        last.add(at);
    }

    /**
     * In microseconds.
     *
     * @param sinceTaken from when each change was taken in until each client had it
     * @param sinceDue from when it was due until then
     * @param answers from when it was taken in until the bot had its answer
     */
    record Delays(Histogram sinceTaken, Histogram sinceDue, Histogram answers) {}

    Delays of(Collection<Change> changes, LogTime logTime) {
        var bySequence = new EnumMap<Book, NavigableMap<Long, Change>>(Book.class);
        for (var book : Book.values()) bySequence.put(book, new TreeMap<>());
        var delays = new Delays(new Histogram(3), new Histogram(3), new Histogram(3));
        for (var change : changes) {
            delays.answers.recordValue((change.answered() - logTime.here(change.takenMicros())) / 1_000);
            bySequence.getOrDefault(change.book(), new TreeMap<>()).put(change.sequence(), change);
        }
        moments.forEach((span, clients) -> {
            var told = bySequence.getOrDefault(span.book, new TreeMap<>()).subMap(span.after, false, span.upTo, true);
            for (var change : told.values()) {
                long taken = logTime.here(change.takenMicros());
                for (int i = 0; i < clients.count; i++) {
                    delays.sinceTaken.recordValue(Math.max(0, clients.at[i] - taken) / 1_000);
                    delays.sinceDue.recordValue((clients.at[i] - change.due()) / 1_000);
                }
            }
        });
        return delays;
    }

    private static final class Moments {
        private long[] at = new long[64];
        private int count;

        void add(long moment) {
            if (count == at.length) at = Arrays.copyOf(at, 2 * count);
            at[count++] = moment;
        }
    }
}
