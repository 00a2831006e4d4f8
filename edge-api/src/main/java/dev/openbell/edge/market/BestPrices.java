package dev.openbell.edge.market;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.redis.LiveEntry;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.history.v1.GetStatsResponse;
import dev.openbell.history.v1.Ticker;
import dev.openbell.trading.v1.OrderBook;
import io.grpc.StatusRuntimeException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The best bid and the best ask of each instrument, as it stands: from the window for passers-by, else from its book. */
@Singleton
final class BestPrices {
    private final ShopWindow window;
    private final Books books;

    BestPrices(ShopWindow window, Books books) {
        this.window = window;
        this.books = books;
    }

    /** The same tickers with them, as far as somebody bids or asks. */
    List<Ticker> addTo(List<Ticker> tickers) {
        var shown = window.look(LiveEntry.TICKERS, GetStatsResponse.parser())
                .map(BestPrices::byInstrument)
                .orElse(Map.of());
        return tickers.stream()
                .map(ticker -> {
                    var live = shown.get(ticker.getInstrument());
                    return live == null ? ofBook(ticker) : ofWindow(ticker, live);
                })
                .toList();
    }

    private static Map<String, Ticker> byInstrument(GetStatsResponse live) {
        return live.getTickersList().stream().collect(Collectors.toMap(Ticker::getInstrument, Function.identity()));
    }

    private static Ticker ofWindow(Ticker ticker, Ticker live) {
        var shown = ticker.toBuilder();
        if (live.hasBestBidE8()) shown.setBestBidE8(live.getBestBidE8());
        if (live.hasBestAskE8()) shown.setBestAskE8(live.getBestAskE8());
        return shown.build();
    }

    private Ticker ofBook(Ticker ticker) {
        try {
            return ofBook(ticker, books.of(ticker.getInstrument(), 1));
        } catch (StatusRuntimeException e) {
            if (GrpcErrors.refusal(e).code() == Code.UNKNOWN_INSTRUMENT) return ticker; // a CFD has no book
            throw e;
        }
    }

    private static Ticker ofBook(Ticker ticker, OrderBook book) {
        var shown = ticker.toBuilder();
        if (book.getBidsCount() > 0) shown.setBestBidE8(book.getBids(0).getPriceE8());
        if (book.getAsksCount() > 0) shown.setBestAskE8(book.getAsks(0).getPriceE8());
        return shown.build();
    }
}
