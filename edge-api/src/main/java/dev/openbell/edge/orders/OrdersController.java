package dev.openbell.edge.orders;

import static dev.openbell.chassis.grpc.Access.READ;
import static dev.openbell.chassis.grpc.Access.TRADE;

import dev.openbell.chassis.fields.Fields;
import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.edge.door.RequestIds;
import dev.openbell.edge.door.Wants;
import dev.openbell.edge.orders.Answers.Cancelled;
import dev.openbell.edge.orders.Answers.Events;
import dev.openbell.edge.orders.Answers.OneOrder;
import dev.openbell.edge.orders.Answers.OrderAndTrades;
import dev.openbell.edge.orders.Answers.Orders;
import dev.openbell.edge.orders.Answers.Placed;
import dev.openbell.edge.orders.Answers.PreviewShape;
import dev.openbell.edge.orders.Answers.Queued;
import dev.openbell.edge.orders.Answers.Results;
import dev.openbell.edge.orders.Answers.SwitchShape;
import dev.openbell.edge.orders.Requests.Amendment;
import dev.openbell.edge.orders.Requests.SwitchSetting;
import dev.openbell.edge.orders.Requests.TicketBatch;
import dev.openbell.history.v1.GetOrderEventsRequest;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import dev.openbell.trading.v1.CancelAfterRequest;
import dev.openbell.trading.v1.CancelAllOrdersRequest;
import dev.openbell.trading.v1.CancelOrderRequest;
import dev.openbell.trading.v1.EventPlace;
import dev.openbell.trading.v1.GetOrderRequest;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.PreviewOrderRequest;
import dev.openbell.trading.v1.TradingServiceGrpc.TradingServiceBlockingStub;
import io.grpc.StatusRuntimeException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Orders. The matcher knows every one that lives and the lately closed; the history knows them all, a moment later. */
@Controller("/api/v1/orders")
@ExecuteOn(TaskExecutors.BLOCKING) // a virtual thread
final class OrdersController {
    private final TradingServiceBlockingStub matcher;
    private final HistoryServiceBlockingStub history;
    private final Batch batch;
    private final Blotter blotter;

    OrdersController(
            TradingServiceBlockingStub matcher, HistoryServiceBlockingStub history, Batch batch, Blotter blotter) {
        this.matcher = matcher;
        this.history = history;
        this.batch = batch;
        this.blotter = blotter;
    }

    @Post
    @Wants(TRADE)
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Placed.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The same order, placed before with this key",
            content = @Content(schema = @Schema(implementation = Placed.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Written down, with Prefer: respond-async",
            content = @Content(schema = @Schema(implementation = Queued.class)))
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
        return HttpResponse.status(OrderShapes.status(placed)).body(OrderShapes.placed(placed));
    }

    @Post("/preview")
    @Wants(READ)
    PreviewShape preview(@Body OrderTicket ticket) {
        var order = OrderShapes.request(ticket, null);
        return OrderShapes.preview(matcher.previewOrder(
                PreviewOrderRequest.newBuilder().setOrder(order).build()));
    }

    @Post("/batch")
    @Wants(TRADE)
    Results placeAll(
            HttpRequest<?> request, @Body TicketBatch tickets, @Header("Idempotency-Key") @Nullable String key) {
        if (key != null) throw Refusal.invalid("idempotency_key", "belongs to each order of a batch, not to the whole");
        return batch.place(tickets.orders(), RequestIds.of(request));
    }

    @Post("/cancel-after")
    @Wants(TRADE)
    SwitchShape cancelAfter(@Body SwitchSetting setting) {
        var timeout = Fields.required("timeout_ms", setting.timeoutMs());
        return OrderShapes.deadMansSwitch(matcher.cancelAfter(CancelAfterRequest.newBuilder()
                .setTimeoutMs(Fields.wholeNumber("timeout_ms", timeout))
                .build()));
    }

    @Get
    @Wants(READ)
    Orders orders(
            @QueryValue @Nullable String status,
            @QueryValue @Nullable String instrument,
            @QueryValue @Nullable String limit,
            @QueryValue @Nullable String cursor) {
        int count = Fields.count("limit", limit, 50, 500);
        if (status == null) return blotter.all(Fields.orEmpty(instrument), count, Fields.orEmpty(cursor));
        var wanted = Fields.word("status", status, OrderStatus.values());
        return blotter.of(wanted, Fields.orEmpty(instrument), count, Fields.orEmpty(cursor));
    }

    @Get("/{id}")
    @Wants(READ)
    OrderAndTrades order(String id) {
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

    @Delete
    @Wants(TRADE)
    Cancelled cancelAll(HttpRequest<?> request, @QueryValue @Nullable String instrument) {
        // An id that was forgotten in /orders/{id} is no wish to cancel them all.
        if (request.getPath().endsWith("/")) throw new Refusal(Code.NOT_FOUND);
        var cancelled = matcher.cancelAllOrders(CancelAllOrdersRequest.newBuilder()
                .setInstrument(Fields.orEmpty(instrument))
                .build());
        return new Cancelled(cancelled.getCancelled());
    }

    @Patch("/{id}")
    @Wants(TRADE)
    OrderAndTrades amend(String id, @Body Amendment amendment, @Header("Idempotency-Key") @Nullable String key) {
        var amended = matcher.amendOrder(OrderShapes.request(id, amendment, key));
        return OrderShapes.orderAndTrades(amended.getOrder(), amended.getTradesList());
    }

    @Get("/{id}/events")
    @Wants(READ)
    Events events(String id) {
        var request = GetOrderEventsRequest.newBuilder().setOrderId(id).setAtLeast(answered(id));
        try {
            return OrderShapes.events(history.getOrderEvents(request.build()).getEventsList());
        } catch (StatusRuntimeException e) {
            if (GrpcErrors.refusal(e).code() != Code.UNKNOWN_ORDER) throw e;
            // Refused where the matcher does not know it either.
            var _ = matcher.getOrder(GetOrderRequest.newBuilder().setOrderId(id).build());
            throw Refusal.unavailable("The history has not come to this order yet");
        }
    }

    /** Up to where the history must have come to tell of this order. It knows all that the matcher does not know any more. */
    private EventPlace answered(String id) {
        try {
            return matcher.getOrder(GetOrderRequest.newBuilder().setOrderId(id).build())
                    .getAsOf();
        } catch (StatusRuntimeException e) {
            var code = GrpcErrors.refusal(e).code();
            if (code != Code.UNKNOWN_ORDER && code != Code.UNAVAILABLE) throw e;
            return EventPlace.getDefaultInstance();
        }
    }

    /** Whether a list such as {@code respond-async, wait=10} has this word. */
    private static boolean names(@Nullable String list, String word) {
        if (list == null) return false;
        return Arrays.stream(list.split(",", -1))
                .anyMatch(part -> part.strip().toLowerCase(Locale.ROOT).equals(word));
    }
}
