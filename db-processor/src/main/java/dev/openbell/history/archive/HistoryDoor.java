package dev.openbell.history.archive;

import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.pages.Cursor;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.history.candles.Interval;
import dev.openbell.history.candles.MarketClock;
import dev.openbell.history.database.Database;
import dev.openbell.history.log.Progress;
import dev.openbell.history.v1.GetAnalyticsRequest;
import dev.openbell.history.v1.GetAnalyticsResponse;
import dev.openbell.history.v1.GetCfdPositionRequest;
import dev.openbell.history.v1.GetCfdPositionResponse;
import dev.openbell.history.v1.GetEquityRequest;
import dev.openbell.history.v1.GetEquityResponse;
import dev.openbell.history.v1.GetOrderEventsRequest;
import dev.openbell.history.v1.GetOrderEventsResponse;
import dev.openbell.history.v1.GetOrderRequest;
import dev.openbell.history.v1.GetOrderResponse;
import dev.openbell.history.v1.GetPositionsRequest;
import dev.openbell.history.v1.GetPositionsResponse;
import dev.openbell.history.v1.GetStatsRequest;
import dev.openbell.history.v1.GetStatsResponse;
import dev.openbell.history.v1.HistoryServiceGrpc;
import dev.openbell.history.v1.ListCandlesRequest;
import dev.openbell.history.v1.ListCandlesResponse;
import dev.openbell.history.v1.ListCfdPositionsRequest;
import dev.openbell.history.v1.ListCfdPositionsResponse;
import dev.openbell.history.v1.ListFillsRequest;
import dev.openbell.history.v1.ListFillsResponse;
import dev.openbell.history.v1.ListLedgerRequest;
import dev.openbell.history.v1.ListLedgerResponse;
import dev.openbell.history.v1.ListOrdersRequest;
import dev.openbell.history.v1.ListOrdersResponse;
import dev.openbell.history.v1.ListTradesRequest;
import dev.openbell.history.v1.ListTradesResponse;
import dev.openbell.trading.v1.EventPlace;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.PositionStatus;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/** History over gRPC. The account is the token's, always; what belongs to another is not found. */
@Singleton
final class HistoryDoor extends HistoryServiceGrpc.HistoryServiceImplBase {
    private static final String UNKNOWN_STATUS = "is not one of this version";

    private final Database database;
    private final MarketClock clock;
    private final Progress progress;

    HistoryDoor(Database database, MarketClock clock, Progress progress) {
        this.database = database;
        this.clock = clock;
        this.progress = progress;
    }

    @Override
    public void listOrders(ListOrdersRequest request, StreamObserver<ListOrdersResponse> answer) {
        var page = Page.of(request.getLimit(), request.getCursor());
        var period = Period.of(
                request.hasStartTimeMicros(), request.getStartTimeMicros(),
                request.hasEndTimeMicros(), request.getEndTimeMicros());
        if (request.getStatus() == OrderStatus.UNRECOGNIZED) throw Refusal.invalid("status", UNKNOWN_STATUS);
        await(request.getAtLeast());
        var orders = database.read(connection ->
                Orders.list(connection, account(), request.getStatus(), request.getInstrument(), period, page));
        var response = ListOrdersResponse.newBuilder().addAllOrders(page.shown(orders));
        response.setNextCursor(page.next(orders, last -> new Cursor(last.getCreatedAtMicros(), last.getOrderId())));
        tell(answer, response.build());
    }

    @Override
    public void getOrder(GetOrderRequest request, StreamObserver<GetOrderResponse> answer) {
        var response = database.read(connection -> {
            var order = Orders.find(connection, account(), request.getOrderId());
            if (order == null) throw new Refusal(Code.UNKNOWN_ORDER);
            return GetOrderResponse.newBuilder()
                    .setOrder(order)
                    .addAllTrades(Fills.ofOrder(connection, order))
                    .build();
        });
        tell(answer, response);
    }

    @Override
    public void getOrderEvents(GetOrderEventsRequest request, StreamObserver<GetOrderEventsResponse> answer) {
        await(request.getAtLeast());
        var response = database.read(connection -> {
            var order = Orders.find(connection, account(), request.getOrderId());
            if (order == null) throw new Refusal(Code.UNKNOWN_ORDER);
            return GetOrderEventsResponse.newBuilder()
                    .addAllEvents(OrderEvents.of(connection, order))
                    .build();
        });
        tell(answer, response);
    }

    @Override
    public void listTrades(ListTradesRequest request, StreamObserver<ListTradesResponse> answer) {
        var instrument = required(request.getInstrument());
        var page = Page.ofTrades(request.getLimit(), request.getCursor());
        var trades = database.read(connection -> {
            var found = Trades.list(connection, instrument, page);
            if (found.isEmpty()) mustBeListed(connection, instrument);
            return found;
        });
        var response = ListTradesResponse.newBuilder().addAllTrades(page.shown(trades));
        response.setNextCursor(page.next(trades, last -> new Cursor(last.getTimestampMicros(), last.getTradeId())));
        tell(answer, response.build());
    }

    @Override
    public void listFills(ListFillsRequest request, StreamObserver<ListFillsResponse> answer) {
        var page = Page.of(request.getLimit(), request.getCursor());
        var period = Period.of(
                request.hasStartTimeMicros(), request.getStartTimeMicros(),
                request.hasEndTimeMicros(), request.getEndTimeMicros());
        var fills =
                database.read(connection -> Fills.list(connection, account(), request.getInstrument(), period, page));
        var response = ListFillsResponse.newBuilder().addAllFills(page.shown(fills));
        response.setNextCursor(page.next(fills, last -> new Cursor(last.getTimestampMicros(), last.getTradeId())));
        tell(answer, response.build());
    }

    @Override
    public void listLedger(ListLedgerRequest request, StreamObserver<ListLedgerResponse> answer) {
        var page = Page.of(request.getLimit(), request.getCursor());
        var period = Period.of(
                request.hasStartTimeMicros(), request.getStartTimeMicros(),
                request.hasEndTimeMicros(), request.getEndTimeMicros());
        var entries = database.read(connection -> Ledger.list(connection, account(), request.getAsset(), period, page));
        var response = ListLedgerResponse.newBuilder().addAllEntries(page.shown(entries));
        response.setNextCursor(page.next(entries, last -> new Cursor(last.getTimestampMicros(), last.getEntryId())));
        tell(answer, response.build());
    }

    @Override
    public void getAnalytics(GetAnalyticsRequest request, StreamObserver<GetAnalyticsResponse> answer) {
        var instrument = required(request.getInstrument());
        var analytics = Analytics.asked(request, clock.now());
        var response = database.read(connection -> {
            var found = analytics.answer(connection);
            if (found.getAggregatesCount() == 0) mustBeListed(connection, instrument);
            return found;
        });
        tell(answer, response);
    }

    @Override
    public void listCandles(ListCandlesRequest request, StreamObserver<ListCandlesResponse> answer) {
        var instrument = required(request.getInstrument());
        var interval = Interval.read(request.getInterval());
        var range = Range.between(
                request.hasStartTimeMicros() ? request.getStartTimeMicros() : null,
                request.hasEndTimeMicros() ? request.getEndTimeMicros() : null);
        int limit = Page.of(request.getLimit(), "").limit();
        var candles = database.read(connection -> {
            boolean first = request.hasStartTimeMicros();
            var found = Candles.list(connection, instrument, interval, range, first, limit, clock);
            if (found.isEmpty()) mustBeListed(connection, instrument);
            return found;
        });
        tell(answer, ListCandlesResponse.newBuilder().addAllCandles(candles).build());
    }

    @Override
    public void getStats(GetStatsRequest request, StreamObserver<GetStatsResponse> answer) {
        var instrument = request.getInstrument();
        var tickers = database.read(connection -> Tickers.list(connection, instrument, clock.now()));
        if (tickers.isEmpty() && !instrument.isEmpty()) throw new Refusal(Code.UNKNOWN_INSTRUMENT);
        tell(answer, GetStatsResponse.newBuilder().addAllTickers(tickers).build());
    }

    private static String required(String instrument) {
        if (instrument.isEmpty()) throw Refusal.invalid("instrument", "is missing");
        return instrument;
    }

    private static void mustBeListed(Connection connection, String instrument) throws SQLException {
        if (!Trades.isListed(connection, instrument)) throw new Refusal(Code.UNKNOWN_INSTRUMENT);
    }

    @Override
    public void listCfdPositions(ListCfdPositionsRequest request, StreamObserver<ListCfdPositionsResponse> answer) {
        var page = Page.of(request.getLimit(), request.getCursor());
        var status = switch (request.getStatus()) {
            case POSITION_STATUS_UNSPECIFIED, POSITION_OPEN -> PositionStatus.POSITION_OPEN;
            case POSITION_CLOSED -> PositionStatus.POSITION_CLOSED;
            case UNRECOGNIZED -> throw Refusal.invalid("status", UNKNOWN_STATUS);
        };
        var positions = database.read(connection -> CfdPositions.list(connection, account(), status, page));
        var response = ListCfdPositionsResponse.newBuilder().addAllPositions(page.shown(positions));
        response.setNextCursor(page.next(positions, CfdPositions::place));
        tell(answer, response.build());
    }

    @Override
    public void getCfdPosition(GetCfdPositionRequest request, StreamObserver<GetCfdPositionResponse> answer) {
        var response = database.read(connection -> {
            var position = CfdPositions.find(connection, account(), request.getPositionId());
            if (position == null) throw new Refusal(Code.UNKNOWN_POSITION);
            return GetCfdPositionResponse.newBuilder().setPosition(position).build();
        });
        tell(answer, response);
    }

    @Override
    public void getPositions(GetPositionsRequest request, StreamObserver<GetPositionsResponse> answer) {
        var positions = database.read(connection -> NetPositions.list(connection, account()));
        tell(
                answer,
                GetPositionsResponse.newBuilder().addAllPositions(positions).build());
    }

    @Override
    public void getEquity(GetEquityRequest request, StreamObserver<GetEquityResponse> answer) {
        var interval = request.getInterval().isEmpty() ? Interval.ONE_HOUR : Interval.read(request.getInterval());
        var period = Period.of(
                request.hasStartTimeMicros(), request.getStartTimeMicros(),
                request.hasEndTimeMicros(), request.getEndTimeMicros());
        var points = database.read(connection -> new Equity(connection, account()).over(period, interval, clock.now()));
        tell(answer, GetEquityResponse.newBuilder().addAllPoints(points).build());
    }

    private void await(EventPlace place) {
        progress.await(place.getShard(), place.getSequence());
    }

    private static String account() {
        return Caller.token().userId();
    }

    private static <T> void tell(StreamObserver<T> answer, T message) {
        answer.onNext(message);
        answer.onCompleted();
    }
}
