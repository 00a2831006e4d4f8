package dev.openbell.matcher.door;

import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.matcher.log.Shapes;
import dev.openbell.trading.v1.GetOrderBookRequest;
import dev.openbell.trading.v1.InstrumentServiceGrpc.InstrumentServiceImplBase;
import dev.openbell.trading.v1.ListInstrumentsRequest;
import dev.openbell.trading.v1.ListInstrumentsResponse;
import dev.openbell.trading.v1.OrderBook;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

/** What is traded here. */
@Singleton
final class InstrumentDoor extends InstrumentServiceImplBase {
    private final Desk desk;
    private final Books books;

    InstrumentDoor(Desk desk, Books books) {
        this.desk = desk;
        this.books = books;
    }

    @Override
    public void listInstruments(ListInstrumentsRequest request, StreamObserver<ListInstrumentsResponse> caller) {
        desk.answer(caller, desk.askPublic(engine -> {
            var response = ListInstrumentsResponse.newBuilder();
            for (var instrument : engine.instruments()) response.addInstruments(Shapes.instrument(instrument));
            return response.build();
        }));
    }

    @Override
    public void getOrderBook(GetOrderBookRequest request, StreamObserver<OrderBook> caller) {
        desk.answer(caller, books.of(request.getInstrument(), levels(request)));
    }

    private static int levels(GetOrderBookRequest request) {
        if (request.getFullDepth()) return Integer.MAX_VALUE;
        int levels = request.getLevels();
        if (levels < 0 || levels > Books.MOST_LEVELS) {
            throw Refusal.invalid("levels", "must be 1 to " + Books.MOST_LEVELS);
        }
        return levels == 0 ? Books.DEFAULT_LEVELS : levels;
    }
}
