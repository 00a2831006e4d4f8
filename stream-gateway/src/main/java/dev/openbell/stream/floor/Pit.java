package dev.openbell.stream.floor;

import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.stream.book.BookImage;
import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.Frame;
import dev.openbell.stream.frames.ToClient;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.Trade;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where one instrument is traded: its book, and who stands around it. */
final class Pit extends Display {
    final Set<Session> tradeFollowers = new LinkedHashSet<>();
    Instrument instrument;

    private final FloorMetrics metrics;
    private final List<Frame> trades = new ArrayList<>();
    private @Nullable BookImage book;
    private @Nullable Frame snapshot;

    Pit(Instrument instrument, FloorMetrics metrics) {
        super(Channel.ORDERBOOK, instrument.getSymbol(), metrics);
        this.instrument = instrument;
        this.metrics = metrics;
    }

    /** From now on this is the book; everybody needs its snapshot. */
    void begin(BookImage image) {
        book = image;
        snapshot = null;
        beginAnew();
    }

    boolean hasBook() {
        return book != null;
    }

    BookImage book() {
        if (book == null) throw new LogBroken("nothing is known of the book of " + symbol);
        return book;
    }

    /** The bid down to the tick and the ask up to it. */
    PriceUpdate onGrid(PriceUpdate price) {
        long below = price.getBidE8() % instrument.getTickE8(), beyond = price.getAskE8() % instrument.getTickE8();
        if (below == 0 && beyond == 0) return price;
        long up = beyond == 0 ? 0 : instrument.getTickE8() - beyond;
        return price.toBuilder()
                .setBidE8(price.getBidE8() - below)
                .setAskE8(price.getAskE8() + up)
                .build();
    }

    /** The book as of the last flush. */
    @Override
    @Nullable
    Frame whole() {
        if (book == null) return null;
        if (snapshot == null) snapshot = Frame.of(new ToClient.BookSnapshot(symbol, book.window()));
        return snapshot;
    }

    /** Notes a trade for the next flush. */
    void shout(Trade trade) {
        if (!tradeFollowers.isEmpty()) trades.add(Frame.of(new ToClient.TradeMade(trade)));
    }

    /** Tells the trades, and what has changed in the book. */
    void flush(long sequence) {
        for (var trade : trades) tell(trade, tradeFollowers);
        trades.clear();
        var delta = book == null ? null : book.flush(sequence);
        if (delta == null) return;
        snapshot = null;
        if (hasFollowers()) tell(Frame.of(new ToClient.BookChanged(symbol, delta)));
    }

    private void tell(Frame trade, Set<Session> followers) {
        for (var session : followers) {
            if (!session.owedTrades.isEmpty() || !session.tray.offer(trade)) {
                session.oweTrade(trade);
                metrics.conflated();
            }
        }
    }
}
