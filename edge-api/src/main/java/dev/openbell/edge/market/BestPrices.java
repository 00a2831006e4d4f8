package dev.openbell.edge.market;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.history.v1.Ticker;
import io.grpc.StatusRuntimeException;
import jakarta.inject.Singleton;

/** The best bid and the best ask of a book, as it stands. */
@Singleton
final class BestPrices {
    private final Books books;

    BestPrices(Books books) {
        this.books = books;
    }

    /** The same ticker with them, as far as somebody bids or asks. */
    Ticker addTo(Ticker ticker) {
        try {
            var book = books.of(ticker.getInstrument(), 1);
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
