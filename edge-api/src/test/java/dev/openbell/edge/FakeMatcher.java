package dev.openbell.edge;

import dev.openbell.admin.v1.AdminServiceGrpc.AdminServiceImplBase;
import dev.openbell.admin.v1.HaltInstrumentRequest;
import dev.openbell.admin.v1.InstrumentResponse;
import dev.openbell.admin.v1.ResumeInstrumentRequest;
import dev.openbell.admin.v1.TakeSnapshotRequest;
import dev.openbell.admin.v1.TakeSnapshotResponse;
import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.money.E8;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.trading.v1.AccountServiceGrpc.AccountServiceImplBase;
import dev.openbell.trading.v1.AmendOrderRequest;
import dev.openbell.trading.v1.AmendOrderResponse;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.BookLevel;
import dev.openbell.trading.v1.CancelAfterRequest;
import dev.openbell.trading.v1.CancelAfterResponse;
import dev.openbell.trading.v1.CancelAllOrdersRequest;
import dev.openbell.trading.v1.CancelAllOrdersResponse;
import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.CancelOrderResponse;
import dev.openbell.trading.v1.CfdPrice;
import dev.openbell.trading.v1.CommandStatus;
import dev.openbell.trading.v1.DepositRequest;
import dev.openbell.trading.v1.DepositResponse;
import dev.openbell.trading.v1.EventPlace;
import dev.openbell.trading.v1.GetBalancesRequest;
import dev.openbell.trading.v1.GetBalancesResponse;
import dev.openbell.trading.v1.GetCommandRequest;
import dev.openbell.trading.v1.GetCommandResponse;
import dev.openbell.trading.v1.GetOrderBookRequest;
import dev.openbell.trading.v1.GetOrderRequest;
import dev.openbell.trading.v1.GetOrderResponse;
import dev.openbell.trading.v1.GetSummaryRequest;
import dev.openbell.trading.v1.GetSummaryResponse;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.InstrumentServiceGrpc.InstrumentServiceImplBase;
import dev.openbell.trading.v1.InstrumentStatus;
import dev.openbell.trading.v1.ListInstrumentsRequest;
import dev.openbell.trading.v1.ListInstrumentsResponse;
import dev.openbell.trading.v1.ListOpenOrdersRequest;
import dev.openbell.trading.v1.ListOpenOrdersResponse;
import dev.openbell.trading.v1.OpenAccountRequest;
import dev.openbell.trading.v1.OpenAccountResponse;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderBook;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.PlaceOrderResponse;
import dev.openbell.trading.v1.PlaceOrdersRequest;
import dev.openbell.trading.v1.PlaceOrdersResponse;
import dev.openbell.trading.v1.PreviewFill;
import dev.openbell.trading.v1.PreviewOrderRequest;
import dev.openbell.trading.v1.PreviewOrderResponse;
import dev.openbell.trading.v1.TimeInForce;
import dev.openbell.trading.v1.TradingServiceGrpc.TradingServiceImplBase;
import io.grpc.BindableService;
import io.grpc.stub.StreamObserver;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A matcher that rests every order, remembers keys, and refuses when told to. It trades BTC-USD and ETH-USD. */
final class FakeMatcher {
    static final long NOON = 1_767_268_800_123_456L; // 2026-01-01T12:00:00.123456Z

    static final int SHARD = 3;

    private static final Set<String> TRADED = Set.of("BTC-USD", "ETH-USD");

    private final Map<String, Order> byKey = new ConcurrentHashMap<>();
    final FakeBroker cfds = new FakeBroker();
    volatile @Nullable PlaceOrderRequest lastPlaced;
    volatile @Nullable AmendOrderRequest lastAmended;
    volatile @Nullable RuntimeException next;
    /** Done instead of an answer. */
    volatile @Nullable Runnable accident;

    List<BindableService> doors() {
        return List.of(new Trading(), new Accounts(), new Instruments(), new Operations(), cfds);
    }

    void reset() {
        next = null;
        accident = null;
        lastPlaced = null;
        lastAmended = null;
        byKey.clear();
    }

    /** The next call is refused. */
    void refuses(Refusal refusal) {
        next = GrpcErrors.exception(refusal);
    }

    PlaceOrderRequest placed() {
        var placed = lastPlaced;
        if (placed == null) throw new AssertionError("No order came to the matcher");
        return placed;
    }

    AmendOrderRequest amended() {
        var amended = lastAmended;
        if (amended == null) throw new AssertionError("No amendment came to the matcher");
        return amended;
    }

    /** Every order that was placed, newest first. */
    List<Order> orders() {
        return byKey.values().stream()
                .sorted(Comparator.comparing(Order::getOrderId).reversed())
                .toList();
    }

    /** Of the first order, the second, … */
    static String id(int number) {
        return Ids.text(number);
    }

    private <A> void answer(StreamObserver<A> caller, A answer) {
        var instead = accident;
        if (instead != null) {
            instead.run();
            return;
        }
        var failure = next;
        next = null;
        if (failure != null) {
            caller.onError(failure);
            return;
        }
        caller.onNext(answer);
        caller.onCompleted();
    }

    private static Order order(PlaceOrderRequest request, int number) {
        var order = Order.newBuilder()
                .setOrderId(id(number))
                .setIdempotencyKey(request.getIdempotencyKey())
                .setInstrument(request.getInstrument())
                .setSide(request.getSide())
                .setType(request.getType())
                .setTimeInForce(TimeInForce.GTC)
                .setQuantityE8(request.getQuantityE8())
                .setRemainingQuantityE8(request.getQuantityE8())
                .setStatus(OrderStatus.OPEN)
                .setCreatedAtMicros(NOON)
                .setUpdatedAtMicros(NOON);
        if (request.hasPriceE8()) order.setPriceE8(request.getPriceE8());
        return order.build();
    }

    private static Instrument instrument(InstrumentStatus status) {
        return Instrument.newBuilder()
                .setSymbol("BTC-USD")
                .setKind(InstrumentKind.SPOT)
                .setStatus(status)
                .setBase("BTC")
                .setQuote("USD")
                .setTickE8(50_000_000L)
                .setLotE8(10_000L)
                .build();
    }

    /** As many events as there are orders, so that each is known by its last. */
    private EventPlace asOf() {
        return EventPlace.newBuilder().setShard(SHARD).setSequence(byKey.size()).build();
    }

    private static OrderBook book(String instrument) {
        return OrderBook.newBuilder()
                .setInstrument(instrument)
                .setSequence(7)
                .addBids(level("60000.5", 2))
                .addBids(level("59999", 1))
                .setTimestampMicros(NOON)
                .build();
    }

    private static BookLevel level(String price, int orders) {
        return BookLevel.newBuilder()
                .setPriceE8(E8.parse(price))
                .setQuantityE8(50_000_000L)
                .setOrders(orders)
                .build();
    }

    static CfdPrice.Builder price(String bid) {
        return CfdPrice.newBuilder()
                .setSymbol("BTC_USDC")
                .setBidE8(E8.parse(bid))
                .setAskE8(E8.parse(bid) + E8.ONE)
                .setLastE8(E8.parse(bid))
                .setTimestampMicros(NOON);
    }

    private final class Trading extends TradingServiceImplBase {
        @Override
        public void placeOrder(PlaceOrderRequest request, StreamObserver<PlaceOrderResponse> caller) {
            lastPlaced = request;
            answer(caller, place(request));
        }

        @Override
        public void placeOrders(PlaceOrdersRequest request, StreamObserver<PlaceOrdersResponse> caller) {
            var response = PlaceOrdersResponse.newBuilder();
            for (var order : request.getOrdersList()) {
                var result = response.addResultsBuilder();
                if (TRADED.contains(order.getInstrument())) result.setPlaced(place(order));
                else result.getRefusedBuilder().setCode("UNKNOWN_INSTRUMENT").setDetail("Not traded here");
            }
            answer(caller, response.build());
        }

        private PlaceOrderResponse place(PlaceOrderRequest request) {
            if (request.getRespondAsync()) {
                return PlaceOrderResponse.newBuilder()
                        .setCommandId("command-1")
                        .setQueued(true)
                        .build();
            }
            boolean known = byKey.containsKey(request.getIdempotencyKey());
            var order = byKey.computeIfAbsent(request.getIdempotencyKey(), key -> order(request, byKey.size() + 1));
            var placed = PlaceOrderResponse.newBuilder()
                    .setOrder(order)
                    .setSequence(42)
                    .setRepeatedKey(known);
            if (request.getIncludeOrderBook()) placed.setOrderBook(book(request.getInstrument()));
            return placed.build();
        }

        @Override
        public void previewOrder(PreviewOrderRequest request, StreamObserver<PreviewOrderResponse> caller) {
            lastPlaced = request.getOrder();
            answer(
                    caller,
                    PreviewOrderResponse.newBuilder()
                            .addFills(PreviewFill.newBuilder()
                                    .setPriceE8(E8.parse("60000.5"))
                                    .setQuantityE8(50_000_000L))
                            .setAveragePriceE8(E8.parse("60000.5"))
                            .setFeeE8(E8.parse("30.00025"))
                            .setFeeAsset("USD")
                            .setHoldAsset("USD")
                            .build());
        }

        @Override
        public void amendOrder(AmendOrderRequest request, StreamObserver<AmendOrderResponse> caller) {
            lastAmended = request;
            var order = order(PlaceOrderRequest.getDefaultInstance(), 1).toBuilder()
                    .setOrderId(request.getOrderId())
                    .setPriceE8(request.getPriceE8())
                    .build();
            answer(caller, AmendOrderResponse.newBuilder().setOrder(order).build());
        }

        @Override
        public void cancelAllOrders(CancelAllOrdersRequest request, StreamObserver<CancelAllOrdersResponse> caller) {
            var theirs = byKey.values().stream()
                    .filter(order -> request.getInstrument().isEmpty()
                            || request.getInstrument().equals(order.getInstrument()))
                    .toList();
            answer(
                    caller,
                    CancelAllOrdersResponse.newBuilder()
                            .setCancelled(theirs.size())
                            .build());
        }

        @Override
        public void cancelAfter(CancelAfterRequest request, StreamObserver<CancelAfterResponse> caller) {
            var response = CancelAfterResponse.newBuilder();
            if (request.getTimeoutMs() > 0) response.setStrikesAtMicros(NOON + request.getTimeoutMs() * 1_000);
            answer(caller, response.build());
        }

        @Override
        public void getCommand(GetCommandRequest request, StreamObserver<GetCommandResponse> caller) {
            var refusal = dev.openbell.trading.v1.Refusal.newBuilder()
                    .setCode("WOULD_TAKE")
                    .setDetail("It would have traded");
            answer(
                    caller,
                    GetCommandResponse.newBuilder()
                            .setStatus(CommandStatus.COMMAND_REJECTED)
                            .setRefusal(refusal)
                            .build());
        }

        @Override
        public void cancelOrder(CancelOrderRequest request, StreamObserver<CancelOrderResponse> caller) {
            var order = byKey.values().stream()
                    .filter(placed -> placed.getOrderId().equals(request.getOrderId()))
                    .findFirst()
                    .orElseGet(() -> order(PlaceOrderRequest.getDefaultInstance(), 1))
                    .toBuilder()
                    .setOrderId(request.getOrderId())
                    .setStatus(OrderStatus.CANCELLED)
                    .setReason("user")
                    .build();
            byKey.replace(order.getIdempotencyKey(), order);
            answer(caller, CancelOrderResponse.newBuilder().setOrder(order).build());
        }

        @Override
        public void getOrder(GetOrderRequest request, StreamObserver<GetOrderResponse> caller) {
            var found = byKey.values().stream()
                    .filter(order -> request.getOrderId().equals(order.getOrderId())
                            || request.getOrderId().equals("client:" + order.getIdempotencyKey()))
                    .findFirst();
            if (found.isEmpty()) refuses(new Refusal(Code.UNKNOWN_ORDER));
            answer(
                    caller,
                    GetOrderResponse.newBuilder()
                            .setOrder(found.orElse(Order.getDefaultInstance()))
                            .setAsOf(asOf())
                            .build());
        }

        @Override
        public void listOpenOrders(ListOpenOrdersRequest request, StreamObserver<ListOpenOrdersResponse> caller) {
            var open = orders().stream()
                    .filter(order -> order.getStatus() != OrderStatus.CANCELLED)
                    .filter(order ->
                            request.getCursor().isEmpty() || order.getOrderId().compareTo(request.getCursor()) < 0)
                    .toList();
            var response = ListOpenOrdersResponse.newBuilder()
                    .setAsOf(asOf())
                    .addAllOrders(open.subList(0, Math.min(request.getLimit(), open.size())));
            if (open.size() > request.getLimit()) {
                response.setNextCursor(open.get(request.getLimit() - 1).getOrderId());
            }
            answer(caller, response.build());
        }
    }

    private final class Accounts extends AccountServiceImplBase {
        @Override
        public void openAccount(OpenAccountRequest request, StreamObserver<OpenAccountResponse> caller) {
            answer(
                    caller,
                    OpenAccountResponse.newBuilder()
                            .setOpened(true)
                            .addBalances(usd())
                            .build());
        }

        @Override
        public void getBalances(GetBalancesRequest request, StreamObserver<GetBalancesResponse> caller) {
            answer(caller, GetBalancesResponse.newBuilder().addBalances(usd()).build());
        }

        @Override
        public void getSummary(GetSummaryRequest request, StreamObserver<GetSummaryResponse> caller) {
            answer(
                    caller,
                    GetSummaryResponse.newBuilder()
                            .setEquityE8(E8.parse("100000"))
                            .setCashE8(E8.parse("100000.5"))
                            .setMarginFreeE8(E8.parse("99000"))
                            .setUnrealizedPnlE8(E8.parse("-0.5"))
                            .build());
        }

        @Override
        public void deposit(DepositRequest request, StreamObserver<DepositResponse> caller) {
            answer(caller, DepositResponse.newBuilder().setBalance(usd()).build());
        }

        private Balance usd() {
            return Balance.newBuilder()
                    .setAsset("USD")
                    .setAvailableE8(9_999_950_000_000L)
                    .setHeldE8(50_000_000L)
                    .setTotalE8(10_000_000_000_000L)
                    .build();
        }
    }

    private final class Instruments extends InstrumentServiceImplBase {
        @Override
        public void listInstruments(ListInstrumentsRequest request, StreamObserver<ListInstrumentsResponse> caller) {
            answer(
                    caller,
                    ListInstrumentsResponse.newBuilder()
                            .addInstruments(instrument(InstrumentStatus.INSTRUMENT_OPEN))
                            .build());
        }

        @Override
        public void getOrderBook(GetOrderBookRequest request, StreamObserver<OrderBook> caller) {
            if (!request.getInstrument().equals("BTC-USD")) refuses(new Refusal(Code.UNKNOWN_INSTRUMENT));
            answer(caller, book(request.getInstrument()));
        }
    }

    private final class Operations extends AdminServiceImplBase {
        @Override
        public void takeSnapshot(TakeSnapshotRequest request, StreamObserver<TakeSnapshotResponse> caller) {
            answer(
                    caller,
                    TakeSnapshotResponse.newBuilder()
                            .setSnapshotId("s1")
                            .setOffset(7)
                            .setSequence(42)
                            .setChecksum("c0ffee")
                            .build());
        }

        @Override
        public void haltInstrument(HaltInstrumentRequest request, StreamObserver<InstrumentResponse> caller) {
            changed(request.getSymbol(), InstrumentStatus.INSTRUMENT_HALTED, caller);
        }

        @Override
        public void resumeInstrument(ResumeInstrumentRequest request, StreamObserver<InstrumentResponse> caller) {
            changed(request.getSymbol(), InstrumentStatus.INSTRUMENT_OPEN, caller);
        }

        private void changed(String symbol, InstrumentStatus status, StreamObserver<InstrumentResponse> caller) {
            if (!TRADED.contains(symbol)) refuses(new Refusal(Code.UNKNOWN_INSTRUMENT));
            answer(
                    caller,
                    InstrumentResponse.newBuilder()
                            .setInstrument(instrument(status))
                            .build());
        }
    }
}
