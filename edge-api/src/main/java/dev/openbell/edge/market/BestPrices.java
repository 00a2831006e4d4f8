package dev.openbell.edge.market;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.redis.LiveEntry;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.history.v1.GetStatsResponse;
import dev.openbell.history.v1.Ticker;
import dev.openbell.trading.v1.CfdPrice;
import dev.openbell.trading.v1.CfdServiceGrpc.CfdServiceBlockingStub;
import dev.openbell.trading.v1.GetPricesRequest;
import dev.openbell.trading.v1.OrderBook;
import io.grpc.StatusRuntimeException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The best bid and the best ask of each instrument, as it stands: from the window for passers-by, else from the feed or from its book. What
 * was traded is known without the matcher, so while it is away that is told, and the best prices are left out.
 */
@Singleton
final class BestPrices {
    private final ShopWindow window;
    private final Books books;
    private final CfdServiceBlockingStub cfds;

    BestPrices(ShopWindow window, Books books, CfdServiceBlockingStub cfds) {
        this.window = window;
        this.books = books;
        this.cfds = cfds;
    }

    /** The same tickers with them, as far as somebody bids or asks. */
    List<Ticker> addTo(List<Ticker> tickers) {
        var best = new HashMap<String, Ticker>();
        window.look(LiveEntry.TICKERS, GetStatsResponse.parser())
                .ifPresent(live -> live.getTickersList().forEach(ticker -> best.put(ticker.getInstrument(), ticker)));
        try {
            askForThoseNotIn(best, tickers);
        } catch (StatusRuntimeException e) {
            if (GrpcErrors.refusal(e).code() != Code.UNAVAILABLE) throw e;
        }
        return tickers.stream()
                .map(ticker -> with(best.getOrDefault(ticker.getInstrument(), ticker), ticker))
                .toList();
    }

    private void askForThoseNotIn(Map<String, Ticker> best, List<Ticker> tickers) {
        var instruments =
                new ArrayList<>(tickers.stream().map(Ticker::getInstrument).toList());
        instruments.removeAll(best.keySet());
        if (instruments.isEmpty()) return;
        var ofFeed = GetPricesRequest.newBuilder().addAllSymbols(instruments).build();
        for (var price : cfds.getPrices(ofFeed).getPricesList()) best.put(price.getSymbol(), of(price));
        instruments.removeAll(best.keySet());
        for (var instrument : instruments) best.put(instrument, ofBook(instrument));
    }

    private static Ticker of(CfdPrice price) {
        return Ticker.newBuilder()
                .setBestBidE8(price.getBidE8())
                .setBestAskE8(price.getAskE8())
                .build();
    }

    private Ticker ofBook(String instrument) {
        try {
            return of(books.of(instrument, 1));
        } catch (StatusRuntimeException e) {
            // A CFD that the feed has not told of yet.
            if (GrpcErrors.refusal(e).code() == Code.UNKNOWN_INSTRUMENT) return Ticker.getDefaultInstance();
            throw e;
        }
    }

    private static Ticker of(OrderBook book) {
        var best = Ticker.newBuilder();
        if (book.getBidsCount() > 0) best.setBestBidE8(book.getBids(0).getPriceE8());
        if (book.getAsksCount() > 0) best.setBestAskE8(book.getAsks(0).getPriceE8());
        return best.build();
    }

    private static Ticker with(Ticker best, Ticker ticker) {
        var shown = ticker.toBuilder();
        if (best.hasBestBidE8()) shown.setBestBidE8(best.getBestBidE8());
        if (best.hasBestAskE8()) shown.setBestAskE8(best.getBestAskE8());
        return shown.build();
    }
}
