package dev.openbell.edge.orders;

import static dev.openbell.chassis.grpc.Access.READ;
import static dev.openbell.chassis.grpc.Access.TRADE;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.edge.door.Wants;
import dev.openbell.edge.orders.Answers.Events;
import dev.openbell.edge.orders.Answers.OneOrder;
import dev.openbell.edge.orders.Answers.OrderAndTrades;
import dev.openbell.edge.orders.Answers.Orders;
import dev.openbell.edge.shapes.Fields;
import dev.openbell.history.v1.GetOrderEventsRequest;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import dev.openbell.history.v1.ListOrdersRequest;
import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.GetOrderRequest;
import dev.openbell.trading.v1.ListOpenOrdersRequest;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.TradingServiceGrpc.TradingServiceBlockingStub;
import io.grpc.StatusRuntimeException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Orders. The matcher knows every one that lives and the lately closed; the history knows them all, a moment later. */
@Controller("/api/v1/orders")
@ExecuteOn(TaskExecutors.BLOCKING) // a virtual thread
final class OrdersController {
    private final TradingServiceBlockingStub matcher;
    private final HistoryServiceBlockingStub history;

    OrdersController(TradingServiceBlockingStub matcher, HistoryServiceBlockingStub history) {
        this.matcher = matcher;
        this.history = history;
    }

    @Post
    @Wants(TRADE)
    HttpResponse<?> place(
            @Body OrderTicket ticket,
            @Header("Idempotency-Key") @Nullable String key,
            @Header("Prefer") @Nullable String prefer,
            @QueryValue @Nullable String include) {
        var order = OrderShapes.request(ticket, key)
                .setRespondAsync(names(prefer, "respond-async"))
                .setIncludeOrderBook(names(include, "orderbook"))
                .build();
        var placed = matcher.placeOrder(order);
        if (placed.getQueued()) {
            return HttpResponse.accepted()
                    .header("Preference-Applied", "respond-async")
                    .body(OrderShapes.queued(placed));
        }
        return HttpResponse.status(placed.getRepeatedKey() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(OrderShapes.placed(placed));
    }

    @Get("/{id}")
    @Wants(READ)
    OrderAndTrades get(String id) {
        try {
            var found =
                    matcher.getOrder(GetOrderRequest.newBuilder().setOrderId(id).build());
            return OrderShapes.orderAndTrades(found.getOrder(), found.getTradesList());
        } catch (StatusRuntimeException e) {
            if (GrpcErrors.refusal(e).code() != Code.UNKNOWN_ORDER) throw e;
            return getOld(id);
        }
    }

    private OrderAndTrades getOld(String id) {
        var found = history.getOrder(dev.openbell.history.v1.GetOrderRequest.newBuilder()
                .setOrderId(id)
                .build());
        return OrderShapes.orderAndTrades(found.getOrder(), found.getTradesList());
    }

    @Get
    @Wants(READ)
    Orders list(
            @QueryValue @Nullable String status,
            @QueryValue @Nullable String instrument,
            @QueryValue @Nullable String limit,
            @QueryValue @Nullable String cursor) {
        int count = Fields.count("limit", limit, 50, 500);
        if ("open".equals(status)) {
            var open = matcher.listOpenOrders(ListOpenOrdersRequest.newBuilder()
                    .setInstrument(Fields.orEmpty(instrument))
                    .setLimit(count)
                    .setCursor(Fields.orEmpty(cursor))
                    .build());
            return OrderShapes.page(open.getOrdersList(), open.getNextCursor());
        }
        var request = ListOrdersRequest.newBuilder()
                .setInstrument(Fields.orEmpty(instrument))
                .setLimit(count)
                .setCursor(Fields.orEmpty(cursor));
        if (status != null) request.setStatus(Fields.word("status", status, OrderStatus.values()));
        var page = history.listOrders(request.build());
        return OrderShapes.page(page.getOrdersList(), page.getNextCursor());
    }

    @Post("/{id}/cancel")
    @Wants(TRADE)
    OneOrder cancel(String id) {
        var cancelled = matcher.cancelOrder(
                CancelOrderRequest.newBuilder().setOrderId(id).build());
        return OrderShapes.one(cancelled.getOrder());
    }

    @Delete("/{id}")
    @Wants(TRADE)
    OneOrder delete(String id) {
        return cancel(id);
    }

    @Get("/{id}/events")
    @Wants(READ)
    Events events(String id) {
        var events = history.getOrderEvents(
                GetOrderEventsRequest.newBuilder().setOrderId(id).build());
        return OrderShapes.events(events.getEventsList());
    }

    /** Whether a list such as {@code respond-async, wait=10} has this word. */
    private static boolean names(@Nullable String list, String word) {
        if (list == null) return false;
        return Arrays.stream(list.split(",", -1))
                .anyMatch(part -> part.strip().toLowerCase(Locale.ROOT).equals(word));
    }
}
