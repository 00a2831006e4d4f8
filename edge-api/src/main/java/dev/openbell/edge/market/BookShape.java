package dev.openbell.edge.market;

import dev.openbell.chassis.fields.Written;
import dev.openbell.trading.v1.BookLevel;
import dev.openbell.trading.v1.OrderBook;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;

/** A book, best prices first, each with how much stands there and up to there. */
@Serdeable.Serializable
public record BookShape(String instrument, long sequence, List<Level> bids, List<Level> asks, String timestamp) {

    @Serdeable.Serializable
    record Level(String price, String quantity, int orders, String cumulative) {}

    public static BookShape of(OrderBook book) {
        return new BookShape(
                book.getInstrument(),
                book.getSequence(),
                levels(book.getBidsList()),
                levels(book.getAsksList()),
                Written.time(book.getTimestampMicros()));
    }

    private static List<Level> levels(List<BookLevel> levels) {
        var shapes = new ArrayList<Level>(levels.size());
        long cumulative = 0;
        for (var level : levels) {
            cumulative = Math.addExact(cumulative, level.getQuantityE8());
            shapes.add(new Level(
                    Written.amount(level.getPriceE8()),
                    Written.amount(level.getQuantityE8()),
                    level.getOrders(),
                    Written.amount(cumulative)));
        }
        return shapes;
    }
}
