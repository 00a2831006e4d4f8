package dev.openbell.edge.market;

import dev.openbell.chassis.redis.LiveEntry;
import dev.openbell.trading.v1.GetOrderBookRequest;
import dev.openbell.trading.v1.InstrumentServiceGrpc.InstrumentServiceBlockingStub;
import dev.openbell.trading.v1.OrderBook;
import jakarta.inject.Singleton;
import java.util.List;

/** Books: from the window for passers-by, else the matcher's own, which include everything that has been answered. */
@Singleton
final class Books {
    private final InstrumentServiceBlockingStub matcher;
    private final ShopWindow window;

    Books(InstrumentServiceBlockingStub matcher, ShopWindow window) {
        this.matcher = matcher;
        this.window = window;
    }

    /** The best prices of each side, so many of them. */
    OrderBook of(String instrument, int levels) {
        return window.look(LiveEntry.book(instrument), OrderBook.parser())
                .map(book -> best(book, levels))
                .orElseGet(() -> ask(instrument, levels));
    }

    private OrderBook ask(String instrument, int levels) {
        return matcher.getOrderBook(GetOrderBookRequest.newBuilder()
                .setInstrument(instrument)
                .setLevels(levels)
                .build());
    }

    private static OrderBook best(OrderBook book, int levels) {
        return book.toBuilder()
                .clearBids()
                .addAllBids(first(book.getBidsList(), levels))
                .clearAsks()
                .addAllAsks(first(book.getAsksList(), levels))
                .build();
    }

    private static <T> List<T> first(List<T> all, int count) {
        return all.subList(0, Math.min(count, all.size()));
    }
}
