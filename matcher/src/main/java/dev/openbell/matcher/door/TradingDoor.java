package dev.openbell.matcher.door;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.CancelOrder;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.matcher.engine.Answer;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.log.LoggedCommands;
import dev.openbell.matcher.log.Shapes;
import dev.openbell.matcher.shard.Shard.Reply;
import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.CancelOrderResponse;
import dev.openbell.trading.v1.Fill;
import dev.openbell.trading.v1.GetOrderRequest;
import dev.openbell.trading.v1.GetOrderResponse;
import dev.openbell.trading.v1.ListOpenOrdersRequest;
import dev.openbell.trading.v1.ListOpenOrdersResponse;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.PlaceOrderResponse;
import dev.openbell.trading.v1.TradingServiceGrpc.TradingServiceImplBase;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.List;

/** Orders. */
@Singleton
final class TradingDoor extends TradingServiceImplBase {
    private final Desk desk;
    private final Books books;

    TradingDoor(Desk desk, Books books) {
        this.desk = desk;
        this.books = books;
    }

    @Override
    public void placeOrder(PlaceOrderRequest request, StreamObserver<PlaceOrderResponse> caller) {
        var key = request.getIdempotencyKey().isEmpty() ? Ids.random() : request.getIdempotencyKey();
        var order = Tickets.read(request, key);
        var placed = desk.command(LoggedCommand.newBuilder().setPlaceOrder(order), key);
        desk.answer(caller, placed.thenCompose(reply -> {
            var response = placed(reply);
            if (!request.getIncludeOrderBook()) {
                return java.util.concurrent.CompletableFuture.completedFuture(response.build());
            }
            return books.of(request.getInstrument(), Books.DEFAULT_LEVELS)
                    .thenApply(book -> response.setOrderBook(book).build());
        }));
    }

    @Override
    public void cancelOrder(CancelOrderRequest request, StreamObserver<CancelOrderResponse> caller) {
        if (request.getOrderId().isEmpty()) throw Refusal.invalid("order_id", "must be given");
        var cancel = CancelOrder.newBuilder().setOrderId(request.getOrderId());
        desk.answer(
                caller,
                desk.command(LoggedCommand.newBuilder().setCancelOrder(cancel), "")
                        .thenApply(reply -> switch (reply.answer()) {
                            case Answer.Cancelled cancelled ->
                                CancelOrderResponse.newBuilder()
                                        .setOrder(Shapes.order(cancelled.order()))
                                        .setSequence(reply.sequence())
                                        .build();
                            case Answer.NotDone no -> throw Desk.refusal(no.refused());
                            default -> throw unexpected(reply.answer());
                        }));
    }

    @Override
    public void getOrder(GetOrderRequest request, StreamObserver<GetOrderResponse> caller) {
        var name = LoggedCommands.name(request.getOrderId());
        desk.answer(caller, desk.ask((engine, account) -> {
            var order = engine.order(account, name);
            if (order == null) throw new Refusal(Code.UNKNOWN_ORDER);
            return GetOrderResponse.newBuilder()
                    .setOrder(Shapes.order(order))
                    .addAllTrades(fills(engine.fills(account, name)))
                    .build();
        }));
    }

    @Override
    public void listOpenOrders(ListOpenOrdersRequest request, StreamObserver<ListOpenOrdersResponse> caller) {
        int limit = Pages.limit(request.getLimit());
        long before = Pages.before(request.getCursor());
        desk.answer(caller, desk.ask((engine, account) -> openOrders(engine, account, request, limit, before)));
    }

    private static ListOpenOrdersResponse openOrders(
            Engine engine, long account, ListOpenOrdersRequest request, int limit, long before) {
        var page = engine.openOrders(account).stream()
                .filter(order -> order.id() < before)
                .filter(order -> request.getInstrument().isEmpty()
                        || request.getInstrument().equals(order.instrument()))
                .limit(limit + 1L)
                .toList();
        var response = ListOpenOrdersResponse.newBuilder();
        for (var order : page.subList(0, Math.min(limit, page.size()))) response.addOrders(Shapes.order(order));
        if (page.size() > limit)
            response.setNextCursor(Ids.text(page.get(limit - 1).id()));
        return response.build();
    }

    private static PlaceOrderResponse.Builder placed(Reply reply) {
        var response =
                PlaceOrderResponse.newBuilder().setSequence(reply.sequence()).setCommandId(reply.commandId());
        return switch (reply.answer()) {
            case Answer.Placed placed ->
                response.setOrder(Shapes.order(placed.order())).addAllTrades(fills(placed.trades()));
            case Answer.PlacedBefore before ->
                response.setOrder(Shapes.order(before.order())).setRepeatedKey(true);
            case Answer.NotDone no -> throw Desk.refusal(no.refused());
            default -> throw unexpected(reply.answer());
        };
    }

    private static List<Fill> fills(List<dev.openbell.matcher.engine.Fill> fills) {
        return fills.stream().map(Shapes::fill).toList();
    }

    static IllegalStateException unexpected(Answer answer) {
        return new IllegalStateException("the engine answered " + answer);
    }
}
