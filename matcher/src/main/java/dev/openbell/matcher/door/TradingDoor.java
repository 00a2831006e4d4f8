package dev.openbell.matcher.door;

import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.CancelAfter;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.matcher.engine.Command;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.log.LoggedCommands;
import dev.openbell.matcher.log.Shapes;
import dev.openbell.trading.v1.AmendOrderRequest;
import dev.openbell.trading.v1.AmendOrderResponse;
import dev.openbell.trading.v1.CancelAfterRequest;
import dev.openbell.trading.v1.CancelAfterResponse;
import dev.openbell.trading.v1.CancelAllOrdersRequest;
import dev.openbell.trading.v1.CancelAllOrdersResponse;
import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.CancelOrderResponse;
import dev.openbell.trading.v1.GetCommandRequest;
import dev.openbell.trading.v1.GetCommandResponse;
import dev.openbell.trading.v1.GetOrderRequest;
import dev.openbell.trading.v1.GetOrderResponse;
import dev.openbell.trading.v1.ListOpenOrdersRequest;
import dev.openbell.trading.v1.ListOpenOrdersResponse;
import dev.openbell.trading.v1.OrderSessionRequest;
import dev.openbell.trading.v1.OrderSessionResponse;
import dev.openbell.trading.v1.PlaceOrderRequest;
import dev.openbell.trading.v1.PlaceOrderResponse;
import dev.openbell.trading.v1.PlaceOrderResult;
import dev.openbell.trading.v1.PlaceOrdersRequest;
import dev.openbell.trading.v1.PlaceOrdersResponse;
import dev.openbell.trading.v1.PreviewFill;
import dev.openbell.trading.v1.PreviewOrderRequest;
import dev.openbell.trading.v1.PreviewOrderResponse;
import dev.openbell.trading.v1.TradingServiceGrpc.TradingServiceImplBase;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;

/** Orders. */
@Singleton
final class TradingDoor extends TradingServiceImplBase {
    private static final int MOST_IN_BATCH = 50;
    private static final long LONGEST_SWITCH_MS = Duration.ofDays(1).toMillis();

    private final Desk desk;
    private final Books books;
    private final QueuedCommands queued;
    private final Sessions sessions;

    TradingDoor(Desk desk, Books books, QueuedCommands queued, Sessions sessions) {
        this.desk = desk;
        this.books = books;
        this.queued = queued;
        this.sessions = sessions;
    }

    @Override
    public void placeOrder(PlaceOrderRequest request, StreamObserver<PlaceOrderResponse> caller) {
        desk.answer(caller, place(request));
    }

    private CompletableFuture<PlaceOrderResponse> place(PlaceOrderRequest request) {
        var order = Orders.place(request, "");
        if (request.getRespondAsync()) {
            return desk.queue(order.command(), order.key())
                    .thenApply(id -> PlaceOrderResponse.newBuilder()
                            .setCommandId(id)
                            .setQueued(true)
                            .build());
        }
        var placed = desk.command(order.command(), order.key(), Orders::placed);
        if (!request.getIncludeOrderBook()) return placed.thenApply(PlaceOrderResponse.Builder::build);
        return placed.thenCompose(response -> books.of(request.getInstrument(), Books.DEFAULT_LEVELS)
                .thenApply(book -> response.setOrderBook(book).build()));
    }

    @Override
    public void placeOrders(PlaceOrdersRequest request, StreamObserver<PlaceOrdersResponse> caller) {
        if (request.getOrdersCount() == 0 || request.getOrdersCount() > MOST_IN_BATCH) {
            throw Refusal.invalid("orders", "must be 1 to " + MOST_IN_BATCH);
        }
        var results = new ArrayList<CompletableFuture<PlaceOrderResult>>(request.getOrdersCount());
        for (var order : request.getOrdersList()) results.add(result(order));
        var all = CompletableFuture.allOf(results.toArray(CompletableFuture[]::new));
        desk.answer(caller, all.thenApply(done -> {
            var response = PlaceOrdersResponse.newBuilder();
            for (var result : results) response.addResults(result.join());
            return response.build();
        }));
    }

    /** Each order for itself: one that is refused stops no other. */
    private CompletableFuture<PlaceOrderResult> result(PlaceOrderRequest order) {
        CompletableFuture<PlaceOrderResponse> placed;
        try {
            placed = place(order);
        } catch (Refusal refusal) {
            placed = CompletableFuture.failedFuture(refusal);
        }
        return placed.handle((response, failure) -> {
            var result = PlaceOrderResult.newBuilder();
            if (failure == null) return result.setPlaced(response).build();
            return result.setRefused(Refusals.shape(Desk.causeOf(failure))).build();
        });
    }

    @Override
    public void previewOrder(PreviewOrderRequest request, StreamObserver<PreviewOrderResponse> caller) {
        var ticket =
                Tickets.read(request.getOrder(), Orders.keyOf(request.getOrder().getIdempotencyKey()));
        desk.answer(caller, desk.ask((engine, account) -> {
            if (!(Tickets.command(ticket, account) instanceof Command.PlaceOrder order)) {
                throw new IllegalStateException("an order ticket is read as an order");
            }
            var preview = engine.preview(order);
            var refused = preview.refused();
            if (refused != null) throw Desk.refusal(refused);
            var response = PreviewOrderResponse.newBuilder()
                    .setFeeE8(preview.fee())
                    .setFeeAsset(preview.feeAsset())
                    .setHoldE8(preview.hold())
                    .setHoldAsset(preview.holdAsset());
            for (var fill : preview.fills()) {
                response.addFills(
                        PreviewFill.newBuilder().setPriceE8(fill.price()).setQuantityE8(fill.quantity()));
            }
            if (preview.averagePrice() > 0) response.setAveragePriceE8(preview.averagePrice());
            return response.build();
        }));
    }

    @Override
    public void cancelOrder(CancelOrderRequest request, StreamObserver<CancelOrderResponse> caller) {
        desk.answer(caller, desk.command(Orders.cancel(request), "", Orders::cancelled));
    }

    @Override
    public void amendOrder(AmendOrderRequest request, StreamObserver<AmendOrderResponse> caller) {
        var amend = Orders.amend(request);
        desk.answer(caller, desk.command(amend.command(), amend.key(), Orders::amended));
    }

    @Override
    public void cancelAllOrders(CancelAllOrdersRequest request, StreamObserver<CancelAllOrdersResponse> caller) {
        desk.answer(caller, desk.command(Orders.cancelAll(request), "", Orders::cancelledAll));
    }

    @Override
    public void cancelAfter(CancelAfterRequest request, StreamObserver<CancelAfterResponse> caller) {
        long timeout = request.getTimeoutMs();
        if (timeout < 0 || timeout > LONGEST_SWITCH_MS) {
            throw Refusal.invalid("timeout_ms", "must be 0 (off) to " + LONGEST_SWITCH_MS);
        }
        var command = LoggedCommand.newBuilder()
                .setCancelAfter(CancelAfter.newBuilder().setTimeoutMs(timeout));
        desk.answer(caller, desk.command(command, "", outcome -> {
            long strikesAt = Desk.done(outcome).number();
            var response = CancelAfterResponse.newBuilder();
            return strikesAt == 0
                    ? response.build()
                    : response.setStrikesAtMicros(strikesAt).build();
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
                    .addAllTrades(Orders.fills(engine.fills(order)))
                    .setAsOf(desk.place(engine))
                    .build();
        }));
    }

    @Override
    public void getCommand(GetCommandRequest request, StreamObserver<GetCommandResponse> caller) {
        desk.answer(caller, queued.find(request.getCommandId(), Caller.token().userId()));
    }

    @Override
    public void listOpenOrders(ListOpenOrdersRequest request, StreamObserver<ListOpenOrdersResponse> caller) {
        int limit = Pages.limit(request.getLimit());
        long before = Pages.before(request.getCursor());
        desk.answer(caller, desk.ask((engine, account) -> openOrders(engine, account, request, limit, before)));
    }

    private ListOpenOrdersResponse openOrders(
            Engine engine, long account, ListOpenOrdersRequest request, int limit, long before) {
        var response = ListOpenOrdersResponse.newBuilder().setAsOf(desk.place(engine));
        var instrument = request.getInstrument();
        engine.openOrders(account, order -> {
            if (order.id() >= before || response.getOrdersCount() > limit) return;
            if (instrument.isEmpty() || instrument.equals(order.instrument())) response.addOrders(Shapes.order(order));
        });
        if (response.getOrdersCount() <= limit) return response.build();
        response.removeOrders(limit);
        return response.setNextCursor(response.getOrders(limit - 1).getOrderId())
                .build();
    }

    @Override
    public StreamObserver<OrderSessionRequest> orderSession(StreamObserver<OrderSessionResponse> caller) {
        return sessions.open(caller, Caller.token());
    }
}
