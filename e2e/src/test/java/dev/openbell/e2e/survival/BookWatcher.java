package dev.openbell.e2e.survival;

import dev.openbell.bench.client.LiveSocket;
import dev.openbell.bench.client.ShownBook;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Somebody who rebuilds a book from what the socket says, and comes again whenever the line breaks. */
final class BookWatcher implements AutoCloseable {
    private static final Duration A_MOMENT = Duration.ofMillis(50);

    /** Prices with their quantities, best first. */
    record Shown(List<String> bids, List<String> asks) {}

    private final URI socket;
    private final String instrument;
    private final Thread thread =
            Thread.ofPlatform().name("book-watcher").daemon().unstarted(this::watch);
    private volatile @Nullable Shown shown;
    private volatile @Nullable IllegalStateException wrong;
    private final AtomicInteger snapshots = new AtomicInteger();
    private volatile Duration longestGap = Duration.ZERO;

    BookWatcher(URI socket, String instrument) {
        this.socket = socket;
        this.instrument = instrument;
        thread.start();
    }

    /** The book as of the last frame. */
    Shown book() {
        var mistake = wrong;
        if (mistake != null) throw mistake;
        var book = shown;
        if (book == null) throw new IllegalStateException("no book is known yet");
        return book;
    }

    /** How often it was given the whole book. */
    int snapshots() {
        return snapshots.get();
    }

    /** The longest time from a broken line to the next book. */
    Duration longestGap() {
        return longestGap;
    }

    private void watch() {
        try {
            long brokenAt = System.nanoTime();
            while (wrong == null) {
                if (follow(brokenAt)) brokenAt = System.nanoTime();
            }
        } catch (InterruptedException e) {
            shown = null; // The test is over.
        }
    }

    /** True: a line was there, and is broken now. */
    private boolean follow(long brokenAt) throws InterruptedException {
        boolean isKnown = false;
        try (var line = new LiveSocket(socket)) {
            line.subscribe(List.of("orderbook"), List.of(instrument));
            var book = new ShownBook();
            while (!line.isClosed()) {
                var frame = line.next(A_MOMENT);
                if (frame.isEmpty()) continue;
                show(book, frame.get());
                if (!isKnown) tellGap(brokenAt);
                isKnown = true;
            }
        } catch (CompletionException | IllegalStateException e) {
            Thread.sleep(A_MOMENT); // Nobody answers yet, or the line broke before it was followed.
        }
        return isKnown;
    }

    private void show(ShownBook book, LiveSocket.Frame frame) {
        if (frame.type().equals("orderbook_snapshot")) snapshots.incrementAndGet();
        try {
            book.show(frame.json());
            shown = new Shown(book.bids(), book.asks());
        } catch (IllegalStateException e) {
            wrong = e;
            throw e;
        }
    }

    private void tellGap(long brokenAt) {
        var gap = Duration.ofNanos(System.nanoTime() - brokenAt);
        if (snapshots.get() > 1 && gap.compareTo(longestGap) > 0) longestGap = gap;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
