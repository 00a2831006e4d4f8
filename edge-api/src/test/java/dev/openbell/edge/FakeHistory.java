package dev.openbell.edge;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.money.E8;
import dev.openbell.chassis.pages.Cursor;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.history.v1.Aggregate;
import dev.openbell.history.v1.EquityPoint;
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
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceImplBase;
import dev.openbell.history.v1.LedgerEntry;
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
import dev.openbell.history.v1.NetPosition;
import dev.openbell.history.v1.OrderEvent;
import dev.openbell.history.v1.Ticker;
import dev.openbell.market.v1.Candle;
import dev.openbell.trading.v1.EventPlace;
import dev.openbell.trading.v1.Fill;
import dev.openbell.trading.v1.Liquidity;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.PositionStatus;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import dev.openbell.trading.v1.Trade;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A history with one trade in it and what it might come to, the orders that it is given, at first one old one, and a ledger as long as it is told. */
final class FakeHistory extends HistoryServiceImplBase {
    /** Newest first. */
    volatile List<Order> orders = List.of(old());

    volatile GetAnalyticsRequest analyticsAsked = GetAnalyticsRequest.getDefaultInstance();
    volatile ListCandlesRequest candlesAsked = ListCandlesRequest.getDefaultInstance();

    /** Called before it answers about orders: it comes to what has happened up to there. */
    volatile Consumer<EventPlace> catchesUp = place -> {};

    /** How many fills and entries there are. */
    volatile int rows = 2;

    /** The line breaks after so many of them have been told. */
    volatile int breaksAfter = Integer.MAX_VALUE;

    volatile @Nullable ListFillsRequest lastFills;
    volatile @Nullable GetEquityRequest lastEquity;

    @Override
    public void getOrder(GetOrderRequest request, StreamObserver<GetOrderResponse> caller) {
        if (!request.getOrderId().equals("old")) {
            caller.onError(GrpcErrors.exception(new Refusal(Code.UNKNOWN_ORDER)));
            return;
        }
        answer(caller, GetOrderResponse.newBuilder().setOrder(old()).build());
    }

    @Override
    public void listOrders(ListOrdersRequest request, StreamObserver<ListOrdersResponse> caller) {
        catchesUp.accept(request.getAtLeast());
        var after = Cursor.read(request.getCursor());
        var rows = orders.stream()
                .filter(order -> request.getStatus() == OrderStatus.ORDER_STATUS_UNSPECIFIED
                        || request.getStatus() == order.getStatus())
                .filter(order -> isAfter(after, order))
                .toList();
        int shown = Math.min(request.getLimit(), rows.size());
        var page = ListOrdersResponse.newBuilder().addAllOrders(rows.subList(0, shown));
        if (shown < rows.size()) page.setNextCursor(place(rows.get(shown - 1)).text());
        answer(caller, page.build());
    }

    /** Lists go from the newest back. */
    private static boolean isAfter(Cursor cursor, Order order) {
        int time = Long.compare(order.getCreatedAtMicros(), cursor.timeMicros());
        return time < 0 || (time == 0 && order.getOrderId().compareTo(cursor.id()) < 0);
    }

    private static Cursor place(Order order) {
        return new Cursor(order.getCreatedAtMicros(), order.getOrderId());
    }

    @Override
    public void getOrderEvents(GetOrderEventsRequest request, StreamObserver<GetOrderEventsResponse> caller) {
        catchesUp.accept(request.getAtLeast());
        var found = orders.stream()
                .filter(order -> order.getOrderId().equals(request.getOrderId()))
                .findFirst();
        if (found.isEmpty()) {
            caller.onError(GrpcErrors.exception(new Refusal(Code.UNKNOWN_ORDER)));
            return;
        }
        var event = OrderEvent.newBuilder()
                .setSequence(7)
                .setKind("placed")
                .setOrder(found.get())
                .setTimestampMicros(FakeMatcher.NOON);
        answer(caller, GetOrderEventsResponse.newBuilder().addEvents(event).build());
    }

    @Override
    public void listTrades(ListTradesRequest request, StreamObserver<ListTradesResponse> caller) {
        var trade = Trade.newBuilder()
                .setTradeId("t1")
                .setInstrument("BTC-USD")
                .setPriceE8(6_000_000_000_000L)
                .setQuantityE8(1L)
                .setTakerSide(Side.SELL)
                .setTimestampMicros(FakeMatcher.NOON)
                .build();
        answer(caller, ListTradesResponse.newBuilder().addTrades(trade).build());
    }

    @Override
    public void getAnalytics(GetAnalyticsRequest request, StreamObserver<GetAnalyticsResponse> caller) {
        analyticsAsked = request;
        var answer = GetAnalyticsResponse.newBuilder()
                .setInstrument(request.getInstrument())
                .setStartTimeMicros(FakeMatcher.NOON)
                .setEndTimeMicros(FakeMatcher.NOON + 60_000_000)
                .setIntervalMinutes(request.getIntervalMinutes());
        if (request.getInstrument().equals("BTC-USD")) {
            answer.addAggregates(Aggregate.newBuilder()
                            .setTimeBucketMicros(FakeMatcher.NOON)
                            .setTradeCount(2)
                            .setTotalQuantityE8(E8.parse("0.5"))
                            .setAvgPriceE8(E8.parse("60000.25"))
                            .setMinPriceE8(E8.parse("60000"))
                            .setMaxPriceE8(E8.parse("60000.5"))
                            .setTotalVolumeE8(E8.parse("30000.05"))
                            .setVwapE8(E8.parse("60000.1")))
                    .setOverallVwapE8(E8.parse("60000.1"));
        }
        answer(caller, answer.build());
    }

    @Override
    public void listCandles(ListCandlesRequest request, StreamObserver<ListCandlesResponse> caller) {
        candlesAsked = request;
        var candle = Candle.newBuilder()
                .setInstrument(request.getInstrument())
                .setInterval(request.getInterval())
                .setOpenTimeMicros(FakeMatcher.NOON)
                .setOpenE8(E8.parse("60000"))
                .setHighE8(E8.parse("60001"))
                .setLowE8(E8.parse("59999.5"))
                .setCloseE8(E8.parse("60000.5"))
                .setVolumeE8(E8.parse("2"))
                .setQuoteVolumeE8(E8.parse("120001"))
                .setTrades(3)
                .setVwapE8(E8.parse("60000.5"))
                .setClosed(true);
        var ofFeed = candle.clone()
                .clearVolumeE8()
                .clearQuoteVolumeE8()
                .clearTrades()
                .clearVwapE8()
                .setClosed(false);
        answer(
                caller,
                ListCandlesResponse.newBuilder()
                        .addCandles(candle)
                        .addCandles(ofFeed)
                        .build());
    }

    @Override
    public void listFills(ListFillsRequest request, StreamObserver<ListFillsResponse> caller) {
        lastFills = request;
        var page = ListFillsResponse.newBuilder();
        var next = page(request.getCursor(), request.getLimit(), number -> page.addFills(fill(number)));
        answer(caller, page.setNextCursor(next).build());
    }

    @Override
    public void listLedger(ListLedgerRequest request, StreamObserver<ListLedgerResponse> caller) {
        int from = from(request.getCursor());
        if (from >= breaksAfter) {
            caller.onError(GrpcErrors.exception(Refusal.unavailable("The database does not answer")));
            return;
        }
        var page = ListLedgerResponse.newBuilder();
        var next = page(request.getCursor(), request.getLimit(), number -> page.addEntries(entry(number)));
        answer(caller, page.setNextCursor(next).build());
    }

    /** Hands over the numbers of a page; where the next one begins. */
    private String page(String cursor, int limit, IntConsumer row) {
        int from = from(cursor), to = Math.min(from + limit, rows);
        IntStream.range(from, to).forEach(row);
        return to < rows ? Integer.toString(to) : "";
    }

    private static int from(String cursor) {
        return cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
    }

    private static Fill fill(int number) {
        return Fill.newBuilder()
                .setTradeId("t" + number)
                .setOrderId("o" + number)
                .setInstrument("BTC-USD")
                .setSide(Side.BUY)
                .setPriceE8(6_000_050_000_000L)
                .setQuantityE8(10_000_000L)
                .setTakerSide(Side.SELL)
                .setLiquidity(Liquidity.MAKER)
                .setFeeE8(300_002_500L)
                .setFeeAsset("USD")
                .setTimestampMicros(FakeMatcher.NOON)
                .build();
    }

    /** The first refers to something that a spreadsheet would open. */
    private static LedgerEntry entry(int number) {
        return LedgerEntry.newBuilder()
                .setEntryId("e" + number)
                .setAsset("USD")
                .setAmountE8(-150_000_000L)
                .setBalanceE8(1_000_000_000L)
                .setKind("trade")
                .setReference(number == 0 ? "=HYPERLINK(\"http://evil\", 1)" : "")
                .setTimestampMicros(FakeMatcher.NOON)
                .build();
    }

    @Override
    public void getPositions(GetPositionsRequest request, StreamObserver<GetPositionsResponse> caller) {
        var held = NetPosition.newBuilder()
                .setInstrument("BTC-USD")
                .setNetQuantityE8(-50_000_000L)
                .setTotalCostE8(-3_000_000_000_000L)
                .setAvgPriceE8(6_000_000_000_000L)
                .setRealizedPnlE8(-1L)
                .setUnrealizedPnlE8(25_000_000L)
                .setLastUpdatedMicros(FakeMatcher.NOON);
        var flat = NetPosition.newBuilder()
                .setInstrument("ETH-USD")
                .setRealizedPnlE8(1_000_000_000L)
                .setLastUpdatedMicros(FakeMatcher.NOON);
        answer(
                caller,
                GetPositionsResponse.newBuilder()
                        .addPositions(held)
                        .addPositions(flat)
                        .build());
    }

    @Override
    public void getStats(GetStatsRequest request, StreamObserver<GetStatsResponse> caller) {
        var all = GetStatsResponse.newBuilder();
        for (var ticker :
                List.of(ticker(), Ticker.newBuilder().setInstrument("BTC_USDC").build())) {
            if (request.getInstrument().isEmpty() || request.getInstrument().equals(ticker.getInstrument()))
                all.addTickers(ticker.toBuilder().setTimestampMicros(FakeMatcher.NOON));
        }
        if (all.getTickersCount() > 0) answer(caller, all.build());
        else caller.onError(GrpcErrors.exception(new Refusal(Code.UNKNOWN_INSTRUMENT)));
    }

    private static Ticker ticker() {
        return Ticker.newBuilder()
                .setInstrument("BTC-USD")
                .setLastE8(E8.parse("60000"))
                .setChangeE8(E8.parse("-600"))
                .setChangePercentE8(E8.parse("-0.99009901"))
                .setHighE8(E8.parse("61000"))
                .setLowE8(E8.parse("59000"))
                .setVolumeE8(E8.parse("12.5"))
                .setQuoteVolumeE8(E8.parse("750000"))
                .setVwapE8(E8.parse("60000"))
                .build();
    }

    @Override
    public void getEquity(GetEquityRequest request, StreamObserver<GetEquityResponse> caller) {
        lastEquity = request;
        var point =
                EquityPoint.newBuilder().setTimestampMicros(FakeMatcher.NOON).setEquityE8(10_000_050_000_000L);
        answer(caller, GetEquityResponse.newBuilder().addPoints(point).build());
    }

    @Override
    public void listCfdPositions(ListCfdPositionsRequest request, StreamObserver<ListCfdPositionsResponse> caller) {
        var page = ListCfdPositionsResponse.newBuilder();
        if (request.getStatus() == PositionStatus.POSITION_CLOSED) page.addPositions(FakeBroker.CLOSED);
        answer(caller, page.build());
    }

    /** By their names: one was closed long ago, the end of one has not come here yet; one may not be read, one cannot be. */
    @Override
    public void getCfdPosition(GetCfdPositionRequest request, StreamObserver<GetCfdPositionResponse> caller) {
        switch (request.getPositionId()) {
            case "old" -> answer(caller, position(FakeBroker.CLOSED));
            case "untold" -> answer(caller, position(FakeBroker.OPEN));
            case "unread" -> caller.onError(GrpcErrors.exception(new Refusal(Code.FORBIDDEN)));
            case "unavailable" -> caller.onError(GrpcErrors.exception(Refusal.unavailable("The database is away")));
            default -> caller.onError(GrpcErrors.exception(new Refusal(Code.UNKNOWN_POSITION)));
        }
    }

    private static GetCfdPositionResponse position(Position position) {
        return GetCfdPositionResponse.newBuilder().setPosition(position).build();
    }

    private static Order old() {
        return Order.newBuilder()
                .setOrderId("old")
                .setSide(Side.BUY)
                .setType(OrderType.LIMIT)
                .setTimeInForce(TimeInForce.GTC)
                .setStatus(OrderStatus.FILLED)
                .build();
    }

    private static <A> void answer(StreamObserver<A> caller, A answer) {
        caller.onNext(answer);
        caller.onCompleted();
    }
}
