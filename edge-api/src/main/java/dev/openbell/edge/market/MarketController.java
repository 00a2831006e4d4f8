package dev.openbell.edge.market;

import static dev.openbell.chassis.grpc.Access.PUBLIC;

import dev.openbell.chassis.fields.Fields;
import dev.openbell.edge.door.Wants;
import dev.openbell.edge.market.MarketShapes.Instruments;
import dev.openbell.edge.market.MarketShapes.Trades;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import dev.openbell.history.v1.ListTradesRequest;
import dev.openbell.trading.v1.InstrumentServiceGrpc.InstrumentServiceBlockingStub;
import dev.openbell.trading.v1.ListInstrumentsRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** What everybody may see. Who is signed in sees a book that includes everything he has been answered. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Wants(PUBLIC)
final class MarketController {
    private final InstrumentServiceBlockingStub matcher;
    private final HistoryServiceBlockingStub history;
    private final Books books;

    MarketController(InstrumentServiceBlockingStub matcher, HistoryServiceBlockingStub history, Books books) {
        this.matcher = matcher;
        this.history = history;
        this.books = books;
    }

    @Get("/instruments")
    Instruments instruments() {
        var listed = matcher.listInstruments(ListInstrumentsRequest.getDefaultInstance());
        return MarketShapes.instruments(listed.getInstrumentsList());
    }

    @Get("/book/{symbol}")
    BookShape book(String symbol, @QueryValue @Nullable String levels) {
        return BookShape.of(books.of(symbol, Fields.count("levels", levels, 20, 100)));
    }

    @Get(uris = {"/market/orderbook", "/orderbook"})
    BookShape orderbook(@QueryValue @Nullable String instrument, @QueryValue @Nullable String levels) {
        return book(Fields.required("instrument", instrument), levels);
    }

    @Get(uris = {"/market/trades", "/trades"})
    Trades trades(
            @QueryValue @Nullable String instrument,
            @QueryValue @Nullable String limit,
            @QueryValue @Nullable String cursor) {
        var page = history.listTrades(ListTradesRequest.newBuilder()
                .setInstrument(Fields.required("instrument", instrument))
                .setLimit(Fields.count("limit", limit, 50, 1000))
                .setCursor(Fields.orEmpty(cursor))
                .build());
        return MarketShapes.trades(page.getTradesList(), page.getNextCursor());
    }
}
