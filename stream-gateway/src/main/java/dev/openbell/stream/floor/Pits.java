package dev.openbell.stream.floor;

import dev.openbell.stream.book.BookImage;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.OrderBook;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All the pits by symbol, and who stands around which. */
final class Pits {
    private final Map<String, Pit> pits = new TreeMap<>();
    private final FloorMetrics metrics;

    Pits(FloorMetrics metrics) {
        this.metrics = metrics;
    }

    /** Begins with these books. The followers of what is still listed stay where they are. */
    void open(List<Instrument> instruments, List<OrderBook> books) {
        pits.keySet().retainAll(instruments.stream().map(Instrument::getSymbol).toList());
        for (var instrument : instruments) list(instrument);
        for (var book : books) of(book.getInstrument()).begin(new BookImage(book));
    }

    Pit list(Instrument instrument) {
        var pit = pits.computeIfAbsent(instrument.getSymbol(), symbol -> new Pit(instrument, metrics));
        pit.instrument = instrument;
        return pit;
    }

    Pit of(String symbol) {
        var pit = pits.get(symbol);
        if (pit == null) throw new LogBroken("nothing is known of the instrument " + symbol);
        return pit;
    }

    boolean isEmpty() {
        return pits.isEmpty();
    }

    Set<String> symbols() {
        return pits.keySet();
    }

    boolean has(String symbol) {
        return pits.containsKey(symbol);
    }

    boolean hasBook(String symbol) {
        return has(symbol) && of(symbol).hasBook();
    }

    boolean haveChanged() {
        return pits.values().stream().anyMatch(Pit::hasChanged);
    }

    void flush(long sequence) {
        for (var pit : pits.values()) pit.flush(sequence);
    }

    void followBooks(Session session, Set<String> symbols) {
        for (var symbol : symbols) of(symbol).bookFollowers.add(session);
        session.owedBooks.addAll(symbols);
    }

    /** @param symbols empty: all of them */
    void unfollowBooks(Session session, Set<String> symbols) {
        var left = symbols.isEmpty() ? symbols() : symbols;
        for (var symbol : left) if (has(symbol)) of(symbol).bookFollowers.remove(session);
        session.owedBooks.removeAll(left);
    }

    void followTrades(Session session, Set<String> symbols) {
        for (var symbol : symbols) of(symbol).tradeFollowers.add(session);
    }

    /** @param symbols empty: all of them */
    void unfollowTrades(Session session, Set<String> symbols) {
        for (var symbol : symbols.isEmpty() ? symbols() : symbols) {
            if (has(symbol)) of(symbol).tradeFollowers.remove(session);
        }
    }

    void leave(Session session) {
        for (var pit : pits.values()) {
            pit.bookFollowers.remove(session);
            pit.tradeFollowers.remove(session);
        }
    }

    /** Makes up for the books and trades that a session was too slow for, as far as there is room. */
    void catchUp(Session session) {
        session.owedBooks.removeIf(
                symbol -> !has(symbol) || session.tray.offer(of(symbol).snapshot()));
        while (!session.owedTrades.isEmpty() && session.tray.offer(session.owedTrades.getFirst())) {
            session.owedTrades.removeFirst();
        }
    }
}
