package dev.openbell.stream.floor;

import dev.openbell.events.v1.BookLevelChanged;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.stream.book.BookImage;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.OrderBook;
import dev.openbell.trading.v1.Trade;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All the pits by symbol, and in which of them something has happened. */
final class Pits {
    private final Map<String, Pit> pits = new TreeMap<>();
    private final Set<Pit> changed = new LinkedHashSet<>();
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

    Collection<Pit> all() {
        return pits.values();
    }

    /** The symbols that are traded at the feed's prices. */
    List<String> cfds() {
        return pits.values().stream()
                .filter(pit -> pit.instrument.getKind() == InstrumentKind.CFD)
                .map(pit -> pit.symbol)
                .toList();
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

    /** As the engine takes a price over; that of a symbol which is not listed stays as it came. */
    PriceUpdate onGrid(PriceUpdate price) {
        var pit = pits.get(price.getSymbol());
        return pit == null ? price : pit.onGrid(price);
    }

    void changed(long sequence, BookLevelChanged change) {
        var pit = of(change.getInstrument());
        pit.book().apply(sequence, change);
        changed.add(pit);
    }

    void traded(Trade trade) {
        var pit = of(trade.getInstrument());
        pit.shout(trade);
        changed.add(pit);
    }

    boolean haveChanged() {
        return !changed.isEmpty();
    }

    void flush(long sequence) {
        for (var pit : changed) pit.flush(sequence);
        changed.clear();
    }

    void followTrades(Session session, Set<String> symbols) {
        for (var symbol : symbols) of(symbol).tradeFollowers.add(session);
    }

    /** @param symbols empty: all of them */
    void unfollowTrades(Session session, Set<String> symbols) {
        for (var pit : pits.values()) {
            if (symbols.isEmpty() || symbols.contains(pit.symbol)) pit.tradeFollowers.remove(session);
        }
    }
}
