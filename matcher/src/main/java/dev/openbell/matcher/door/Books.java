package dev.openbell.matcher.door;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.matcher.engine.BookLevel;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Side;
import dev.openbell.matcher.log.Shapes;
import dev.openbell.trading.v1.OrderBook;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The live books: they include everything that has been answered. */
@Singleton
final class Books {
    static final int DEFAULT_LEVELS = 20, MOST_LEVELS = 100;

    private final Desk desk;

    Books(Desk desk) {
        this.desk = desk;
    }

    /** A book at a moment: what is taken down on the engine's thread. */
    private record Page(String instrument, long sequence, long time, List<BookLevel> bids, List<BookLevel> asks) {
        OrderBook shape() {
            var book = OrderBook.newBuilder()
                    .setInstrument(instrument)
                    .setSequence(sequence)
                    .setTimestampMicros(time);
            for (var level : bids) book.addBids(Shapes.level(level));
            for (var level : asks) book.addAsks(Shapes.level(level));
            return book.build();
        }
    }

    CompletableFuture<OrderBook> of(String instrument, int levels) {
        return desk.askPublic(engine -> page(engine, instrument, levels)).thenApply(Page::shape);
    }

    private static Page page(Engine engine, String instrument, int levels) {
        if (!engine.trades(instrument)) {
            throw new Refusal(Code.UNKNOWN_INSTRUMENT, "No instrument " + instrument + " is traded here");
        }
        return new Page(
                instrument,
                engine.sequence(),
                engine.now(),
                engine.book(instrument, Side.BUY, levels),
                engine.book(instrument, Side.SELL, levels));
    }
}
