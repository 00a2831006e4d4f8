package dev.openbell.matcher.door;

import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Side;
import dev.openbell.matcher.log.Shapes;
import dev.openbell.trading.v1.OrderBook;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** The live books: they include everything that has been answered. */
@Singleton
final class Books {
    static final int DEFAULT_LEVELS = 20, MOST_LEVELS = 100;

    private final Desk desk;

    Books(Desk desk) {
        this.desk = desk;
    }

    CompletableFuture<OrderBook> of(String instrument, int levels) {
        return desk.askPublic(engine -> book(engine, instrument, levels));
    }

    private static OrderBook book(Engine engine, String instrument, int levels) {
        if (!engine.trades(instrument)) {
            throw new Refusal(Code.UNKNOWN_INSTRUMENT, "No instrument " + instrument + " is traded here");
        }
        var book = OrderBook.newBuilder()
                .setInstrument(instrument)
                .setSequence(engine.sequence())
                .setTimestampMicros(engine.now());
        for (var level : engine.book(instrument, Side.BUY, levels)) book.addBids(Shapes.level(level));
        for (var level : engine.book(instrument, Side.SELL, levels)) book.addAsks(Shapes.level(level));
        return book.build();
    }
}
