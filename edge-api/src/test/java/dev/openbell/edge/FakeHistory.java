package dev.openbell.edge;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.history.v1.GetOrderEventsRequest;
import dev.openbell.history.v1.GetOrderEventsResponse;
import dev.openbell.history.v1.GetOrderRequest;
import dev.openbell.history.v1.GetOrderResponse;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceImplBase;
import dev.openbell.history.v1.ListOrdersRequest;
import dev.openbell.history.v1.ListOrdersResponse;
import dev.openbell.history.v1.ListTradesRequest;
import dev.openbell.history.v1.ListTradesResponse;
import dev.openbell.history.v1.OrderEvent;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import dev.openbell.trading.v1.Trade;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** A history with one trade in it, and the orders that it is given: at first one old one. */
final class FakeHistory extends HistoryServiceImplBase {
    /** Newest first. */
    volatile List<Order> orders = List.of(old());

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
        var rows = orders.stream()
                .filter(order -> request.getStatus() == OrderStatus.ORDER_STATUS_UNSPECIFIED
                        || request.getStatus() == order.getStatus())
                .toList();
        int from = request.getCursor().isEmpty() ? 0 : Integer.parseInt(request.getCursor());
        int to = Math.min(from + request.getLimit(), rows.size());
        var page = ListOrdersResponse.newBuilder().addAllOrders(rows.subList(from, to));
        if (to < rows.size()) page.setNextCursor(Integer.toString(to));
        answer(caller, page.build());
    }

    @Override
    public void getOrderEvents(GetOrderEventsRequest request, StreamObserver<GetOrderEventsResponse> caller) {
        if (!request.getOrderId().equals("old")) {
            caller.onError(GrpcErrors.exception(new Refusal(Code.UNKNOWN_ORDER)));
            return;
        }
        var event = OrderEvent.newBuilder()
                .setSequence(7)
                .setKind("placed")
                .setOrder(old())
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
