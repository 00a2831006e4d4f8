package dev.openbell.stream.bots;

import dev.openbell.market.v1.BookFrame;
import dev.openbell.market.v1.Candle;
import dev.openbell.stream.book.Level;
import dev.openbell.stream.frames.ToClient;
import dev.openbell.trading.v1.BookLevel;
import dev.openbell.trading.v1.CfdPrice;
import java.util.List;

/** What is said on the floor, in protobuf. */
final class MarketShapes {
    private MarketShapes() {}

    static BookFrame book(ToClient.BookSnapshot snapshot) {
        var window = snapshot.window();
        return BookFrame.newBuilder()
                .setInstrument(snapshot.instrument())
                .setSnapshot(true)
                .setSequence(window.sequence())
                .setChecksum((int) window.checksum())
                .addAllBids(levels(window.bids()))
                .addAllAsks(levels(window.asks()))
                .build();
    }

    static BookFrame book(ToClient.BookChanged changed) {
        var delta = changed.delta();
        return BookFrame.newBuilder()
                .setInstrument(changed.instrument())
                .setPreviousSequence(delta.previousSequence())
                .setSequence(delta.sequence())
                .setChecksum((int) delta.checksum())
                .addAllBids(levels(delta.bids()))
                .addAllAsks(levels(delta.asks()))
                .build();
    }

    static CfdPrice price(ToClient.PriceMoved moved) {
        var price = moved.price();
        return CfdPrice.newBuilder()
                .setSymbol(price.getSymbol())
                .setBidE8(price.getBidE8())
                .setAskE8(price.getAskE8())
                .setLastE8(price.getLastE8())
                .setTimestampMicros(price.getSourceTimeMicros())
                .setAgeMs(moved.ageMs())
                .build();
    }

    static Candle candle(ToClient.CandleMoved moved) {
        var from = moved.candle();
        var candle = Candle.newBuilder()
                .setInstrument(moved.instrument())
                .setInterval(moved.interval().text())
                .setOpenTimeMicros(from.openTime())
                .setOpenE8(from.open())
                .setHighE8(from.high())
                .setLowE8(from.low())
                .setCloseE8(from.close())
                .setVolumeE8(from.volume())
                .setQuoteVolumeE8(from.quoteVolume())
                .setTrades(from.trades())
                .setClosed(moved.closed());
        if (from.hasVwap()) candle.setVwapE8(from.vwap());
        return candle.build();
    }

    private static List<BookLevel> levels(List<Level> levels) {
        return levels.stream().map(Level::shape).toList();
    }
}
