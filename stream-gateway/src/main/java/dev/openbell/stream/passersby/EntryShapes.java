package dev.openbell.stream.passersby;

import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.history.v1.GetStatsResponse;
import dev.openbell.stream.book.BookWindow;
import dev.openbell.stream.book.Level;
import dev.openbell.stream.candles.Ticker;
import dev.openbell.trading.v1.BookLevel;
import dev.openbell.trading.v1.CfdPrice;
import dev.openbell.trading.v1.GetPricesResponse;
import dev.openbell.trading.v1.OrderBook;
import java.util.Collection;
import java.util.List;

/** Books, prices and tickers as the services behind the edge would answer them. */
final class EntryShapes {
    private EntryShapes() {}

    static OrderBook book(String symbol, BookWindow window, long timeMicros) {
        return OrderBook.newBuilder()
                .setInstrument(symbol)
                .setSequence(window.sequence())
                .setTimestampMicros(timeMicros)
                .addAllBids(levels(window.bids()))
                .addAllAsks(levels(window.asks()))
                .build();
    }

    static GetPricesResponse prices(Collection<PriceUpdate> prices) {
        var all = GetPricesResponse.newBuilder();
        for (var price : prices) {
            all.addPrices(CfdPrice.newBuilder()
                    .setSymbol(price.getSymbol())
                    .setBidE8(price.getBidE8())
                    .setAskE8(price.getAskE8())
                    .setLastE8(price.getLastE8())
                    .setTimestampMicros(price.getSourceTimeMicros()));
        }
        return all.build();
    }

    static GetStatsResponse tickers(List<Ticker> tickers) {
        var all = GetStatsResponse.newBuilder();
        for (var ticker : tickers) all.addTickers(ticker(ticker));
        return all.build();
    }

    private static dev.openbell.history.v1.Ticker ticker(Ticker from) {
        var ticker = dev.openbell.history.v1.Ticker.newBuilder()
                .setInstrument(from.instrument())
                .setTimestampMicros(from.time());
        var last = from.summary().last();
        if (last != null) {
            ticker.setLastE8(last).setChangeE8(from.summary().change());
            ticker.setChangePercentE8(from.summary().changePercent());
        }
        var day = from.summary().day();
        if (day != null) {
            ticker.setHighE8(day.high()).setLowE8(day.low());
            ticker.setVolumeE8(day.volume()).setQuoteVolumeE8(day.quoteVolume());
            if (day.hasVwap()) ticker.setVwapE8(day.vwap());
        }
        if (from.bestBid() instanceof Long bid) ticker.setBestBidE8(bid);
        if (from.bestAsk() instanceof Long ask) ticker.setBestAskE8(ask);
        return ticker.build();
    }

    private static List<BookLevel> levels(List<Level> levels) {
        return levels.stream().map(Level::shape).toList();
    }
}
