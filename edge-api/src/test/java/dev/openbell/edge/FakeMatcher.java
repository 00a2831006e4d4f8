package dev.openbell.edge;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.money.E8;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.trading.v1.AccountServiceGrpc.AccountServiceImplBase;
import dev.openbell.trading.v1.Balance;
import dev.openbell.trading.v1.BookLevel;
import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.CancelOrderResponse;
import dev.openbell.trading.v1.DepositRequest;
import dev.openbell.trading.v1.DepositResponse;
import dev.openbell.trading.v1.GetBalancesRequest;
import dev.openbell.trading.v1.GetBalancesResponse;
import dev.openbell.trading.v1.GetOrderBookRequest;
import dev.openbell.trading.v1.GetOrderRequest;
import dev.openbell.trading.v1.GetOrderResponse;
import dev.openbell.trading.v1.Instrument;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.InstrumentServiceGrpc.InstrumentServiceImplBase;
import dev.openbell.trading.v1.InstrumentStatus;
import dev.openbell.trading.v1.ListInstrumentsRequest;
import dev.openbell.trading.v1.ListInstrumentsResponse;
import dev.openbell.trading.v1.ListOpenOrdersRequest;
import dev.openbell.trading.v1.ListOpenOrdersResponse;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderBook;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.PlaceOrderResponse;
import dev.openbell.trading.v1.TimeInForce;
import dev.openbell.trading.v1.TradingServiceGrpc.TradingServiceImplBase;
import io.grpc.BindableService;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A matcher that rests every order, remembers keys, and refuses when told to. */
final class FakeMatcher {
    static final long NOON = 1_767_268_800_123_456L; // 2026-01-01T12:00:00.123456Z

    private final Map<String, Order> byKey = new ConcurrentHashMap<>();
    volatile @Nullable PlaceOrderRequest lastPlaced;
    volatile @Nullable RuntimeException next;
    /** Done instead of an answer. */
    volatile @Nullable Runnable accident;

    List<BindableService> doors() {
        return List.of(new Trading(), new Accounts(), new Instruments());
    }

    void reset() {
        next = null;
        accident = null;
        lastPlaced = null;
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
                .setOrderId("order-" + number)
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

    private final class Trading extends TradingServiceImplBase {
        @Override
        public void placeOrder(PlaceOrderRequest request, StreamObserver<PlaceOrderResponse> caller) {
            lastPlaced = request;
            if (request.getRespondAsync()) {
                answer(
                        caller,
                        PlaceOrderResponse.newBuilder()
                                .setCommandId("command-1")
                                .setQueued(true)
                                .build());
                return;
            }
            boolean known = byKey.containsKey(request.getIdempotencyKey());
            var order = byKey.computeIfAbsent(request.getIdempotencyKey(), key -> order(request, byKey.size() + 1));
            var placed = PlaceOrderResponse.newBuilder()
                    .setOrder(order)
                    .setSequence(42)
                    .setRepeatedKey(known);
            if (request.getIncludeOrderBook()) placed.setOrderBook(book(request.getInstrument()));
            answer(caller, placed.build());
        }

        @Override
        public void cancelOrder(CancelOrderRequest request, StreamObserver<CancelOrderResponse> caller) {
            var order = order(PlaceOrderRequest.getDefaultInstance(), 1).toBuilder()
                    .setOrderId(request.getOrderId())
                    .setStatus(OrderStatus.CANCELLED)
                    .setReason("user")
                    .build();
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
                            .build());
        }

        @Override
        public void listOpenOrders(ListOpenOrdersRequest request, StreamObserver<ListOpenOrdersResponse> caller) {
            answer(
                    caller,
                    ListOpenOrdersResponse.newBuilder()
                            .addAllOrders(byKey.values())
                            .build());
        }
    }

    private final class Accounts extends AccountServiceImplBase {
        @Override
        public void getBalances(GetBalancesRequest request, StreamObserver<GetBalancesResponse> caller) {
            answer(caller, GetBalancesResponse.newBuilder().addBalances(usd()).build());
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
            var instrument = Instrument.newBuilder()
                    .setSymbol("BTC-USD")
                    .setKind(InstrumentKind.SPOT)
                    .setStatus(InstrumentStatus.INSTRUMENT_OPEN)
                    .setBase("BTC")
                    .setQuote("USD")
                    .setTickE8(50_000_000L)
                    .setLotE8(10_000L)
                    .build();
            answer(
                    caller,
                    ListInstrumentsResponse.newBuilder()
                            .addInstruments(instrument)
                            .build());
        }

        @Override
        public void getOrderBook(GetOrderBookRequest request, StreamObserver<OrderBook> caller) {
            if (!request.getInstrument().equals("BTC-USD")) refuses(new Refusal(Code.UNKNOWN_INSTRUMENT));
            answer(caller, book(request.getInstrument()));
        }
    }
}
