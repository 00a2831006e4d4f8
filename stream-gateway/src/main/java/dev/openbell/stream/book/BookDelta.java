package dev.openbell.stream.book;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What turns one window of a book into the next.
 *
 * <p>It speaks of the window, not of the book behind it: a price that comes into view because a better one is gone is sent, and one that is
 * pushed out is removed. So a client that has applied it holds exactly the window, at any depth of the book.
 */
public record BookDelta(long previousSequence, long sequence, long checksum, List<Level> bids, List<Level> asks) {
    private static final Comparator<Level> LOWEST_FIRST = Comparator.comparingLong(Level::priceE8);
    private static final Comparator<Level> HIGHEST_FIRST = LOWEST_FIRST.reversed();

    static BookDelta between(BookWindow before, BookWindow after) {
        return new BookDelta(
                before.sequence(),
                after.sequence(),
                after.checksum(),
                changes(before.bids(), after.bids(), HIGHEST_FIRST),
                changes(before.asks(), after.asks(), LOWEST_FIRST));
    }

    boolean isEmpty() {
        return bids.isEmpty() && asks.isEmpty();
    }

    /** Walks down both sides at once, as one merges two sorted lists. */
    private static List<Level> changes(List<Level> before, List<Level> after, Comparator<Level> order) {
        var changes = new ArrayList<Level>();
        int b = 0, a = 0;
        while (b < before.size() || a < after.size()) {
            int which = b == before.size() ? 1 : a == after.size() ? -1 : order.compare(before.get(b), after.get(a));
            if (which < 0) {
                changes.add(before.get(b++).gone());
            } else if (which > 0) {
                changes.add(after.get(a++));
            } else {
                if (!before.get(b).equals(after.get(a))) changes.add(after.get(a));
                b++;
                a++;
            }
        }
        return changes;
    }
}
