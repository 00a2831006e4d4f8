package dev.openbell.stream.book;

import dev.openbell.events.v1.BookLevelChanged;
import dev.openbell.trading.v1.BookLevel;
import dev.openbell.trading.v1.OrderBook;
import dev.openbell.trading.v1.Side;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The order book of one instrument: begun with the matcher's, kept up by the log.
 *
 * <p>It holds every price. What clients see is the {@link BookWindow} of the last flush; a flush moves it on and tells what changed.
 */
public final class BookImage {
    private final NavigableMap<Long, Level> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, Level> asks = new TreeMap<>();
    private final long begunAt;
    private BookWindow window;
    private boolean changed;

    public BookImage(OrderBook book) {
        begunAt = book.getSequence();
        for (var level : book.getBidsList()) put(bids, level);
        for (var level : book.getAsksList()) put(asks, level);
        window = BookWindow.of(begunAt, bids.values(), asks.values());
    }

    /** The book of an instrument that has just been listed. */
    public static BookImage empty(long sequence) {
        return new BookImage(OrderBook.newBuilder().setSequence(sequence).build());
    }

    /** Takes a change of the log; one that the matcher's book had already is passed over. */
    public void apply(long sequence, BookLevelChanged change) {
        if (sequence <= begunAt) return;
        put(change.getSide() == Side.BUY ? bids : asks, change.getLevel());
        changed = true;
    }

    /**
     * Moves the window on to this sequence.
     *
     * @return what is different in it; null when nothing is, and then it stays where it was, so that the chain has no gap
     */
    public @Nullable BookDelta flush(long sequence) {
        if (!changed) return null;
        changed = false;
        var next = BookWindow.of(sequence, bids.values(), asks.values());
        var delta = BookDelta.between(window, next);
        if (delta.isEmpty()) return null;
        window = next;
        return delta;
    }

    /** The book as of the last flush. */
    public BookWindow window() {
        return window;
    }

    private static void put(NavigableMap<Long, Level> side, BookLevel level) {
        if (level.getQuantityE8() == 0) side.remove(level.getPriceE8());
        else side.put(level.getPriceE8(), new Level(level.getPriceE8(), level.getQuantityE8(), level.getOrders()));
    }
}
