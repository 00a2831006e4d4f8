package dev.openbell.edge.market;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.history.v1.Ticker;
import dev.openbell.trading.v1.GetOrderBookRequest;
import dev.openbell.trading.v1.InstrumentServiceGrpc.InstrumentServiceBlockingStub;
import io.grpc.StatusRuntimeException;
import jakarta.inject.Singleton;

/** The best bid and the best ask of a book, as it stands. */
@Singleton
final class BestPrices {
    private final InstrumentServiceBlockingStub matcher;

    BestPrices(InstrumentServiceBlockingStub matcher) {
        this.matcher = matcher;
    }

    /** The same ticker with them, as far as somebody bids or asks. */
    Ticker addTo(Ticker ticker) {
        var best = GetOrderBookRequest.newBuilder()
                .setInstrument(ticker.getInstrument())
                .setLevels(1)
                .build();
        try {
            var book = matcher.getOrderBook(best);
            var shown = ticker.toBuilder();
            if (book.getBidsCount() > 0) shown.setBestBidE8(book.getBids(0).getPriceE8());
            if (book.getAsksCount() > 0) shown.setBestAskE8(book.getAsks(0).getPriceE8());
            return shown.build();
        } catch (StatusRuntimeException e) {
            if (GrpcErrors.refusal(e).code() == Code.UNKNOWN_INSTRUMENT) return ticker; // a CFD has no book
            throw e;
        }
    }
}
