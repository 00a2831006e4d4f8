package dev.openbell.stream.floor;

import dev.openbell.stream.book.BookImage;
import dev.openbell.stream.frames.Frame;
import dev.openbell.stream.frames.ToClient;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.Trade;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where one instrument is traded: its book, and who stands around it. */
final class Pit {
    final Set<Session> bookFollowers = new LinkedHashSet<>();
    final Set<Session> tradeFollowers = new LinkedHashSet<>();
    Instrument instrument;

    private final FloorMetrics metrics;
    private @Nullable BookImage book;
    private @Nullable Frame snapshot;

    Pit(Instrument instrument, FloorMetrics metrics) {
        this.instrument = instrument;
        this.metrics = metrics;
    }

    /** From now on this is the book; everybody needs its snapshot. */
    void begin(BookImage image) {
        book = image;
        snapshot = null;
        for (var session : bookFollowers) session.owedBooks.add(instrument.getSymbol());
    }

    boolean hasBook() {
        return book != null;
    }

    boolean hasChanged() {
        return book != null && book.hasChanged();
    }

    BookImage book() {
        if (book == null) throw new LogBroken("nothing is known of the book of " + instrument.getSymbol());
        return book;
    }

    /** The book as of the last flush. */
    Frame snapshot() {
        if (snapshot == null) {
            snapshot = Frame.of(new ToClient.BookSnapshot(instrument.getSymbol(), book().window()));
        }
        return snapshot;
    }

    /** Tells what has changed to those who hold the book up to here; the others are owed a snapshot. */
    void flush(long sequence) {
        var delta = book == null ? null : book.flush(sequence);
        if (delta == null) return;
        snapshot = null;
        if (bookFollowers.isEmpty()) return;
        var symbol = instrument.getSymbol();
        var frame = Frame.of(new ToClient.BookChanged(symbol, delta));
        for (var session : bookFollowers) {
            if (session.owedBooks.contains(symbol) || !session.tray.offer(frame)) {
                session.owedBooks.add(symbol);
                metrics.conflated();
            }
        }
    }

    /** Tells of a trade. */
    void shout(Trade trade) {
        if (tradeFollowers.isEmpty()) return;
        var frame = Frame.of(new ToClient.TradeMade(trade));
        for (var session : tradeFollowers) {
            if (!session.owedTrades.isEmpty() || !session.tray.offer(frame)) {
                session.oweTrade(frame);
                metrics.conflated();
            }
        }
    }
}
