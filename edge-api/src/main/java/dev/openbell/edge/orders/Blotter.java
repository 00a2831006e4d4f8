package dev.openbell.edge.orders;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.pages.Cursor;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.edge.orders.Answers.Orders;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import dev.openbell.history.v1.ListOrdersRequest;
import dev.openbell.history.v1.ListOrdersResponse;
import dev.openbell.trading.v1.EventPlace;
import dev.openbell.trading.v1.GetOrderRequest;
import dev.openbell.trading.v1.ListOpenOrdersRequest;
import dev.openbell.trading.v1.ListOpenOrdersResponse;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.TradingServiceGrpc.TradingServiceBlockingStub;
import io.grpc.StatusRuntimeException;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lists of a trader's orders, newest first. The matcher knows those that live; the history knows all, a moment later, and is waited
 * for until it knows what the matcher has answered. Only where that takes it more than a second, an order that ended as soon as it was
 * placed is in no list, though it is found by its id and its key.
 */
@Singleton
final class Blotter {
    private static final Set<OrderStatus> LIVING =
            EnumSet.of(OrderStatus.WAITING, OrderStatus.OPEN, OrderStatus.PARTIALLY_FILLED);
    private static final Comparator<Order> NEWEST_FIRST = Comparator.comparingLong(Order::getCreatedAtMicros)
            .thenComparing(Order::getOrderId)
            .reversed();

    private final TradingServiceBlockingStub matcher;
    private final HistoryServiceBlockingStub history;

    Blotter(TradingServiceBlockingStub matcher, HistoryServiceBlockingStub history) {
        this.matcher = matcher;
        this.history = history;
    }

    /** Orders of one status; open includes partially filled and waiting. */
    Orders of(OrderStatus status, String instrument, int limit, String cursor) {
        if (!LIVING.contains(status)) {
            var page = past(status, instrument, limit, cursor, answered());
            return OrderShapes.page(page.getOrdersList(), page.getNextCursor());
        }
        var page = living(instrument, limit, cursor);
        var orders = page.getOrdersList().stream()
                .filter(order -> status == OrderStatus.OPEN || order.getStatus() == status)
                .toList();
        return OrderShapes.page(orders, page.getNextCursor());
    }

    /**
     * Orders of every status, each as it stands now. The matcher and the history begin at the same place, and each tells what the other
     * does not know.
     */
    Orders all(String instrument, int limit, String cursor) {
        var living = living(instrument, limit, Cursor.read(cursor).id());
        var past = past(OrderStatus.ORDER_STATUS_UNSPECIFIED, instrument, limit, cursor, living.getAsOf());
        var orders = new TreeSet<>(NEWEST_FIRST);
        orders.addAll(past.getOrdersList());
        orders.addAll(living.getOrdersList());
        var page = asTheyStand(orders.stream().limit(limit), living.getOrdersList());
        boolean isLast = orders.size() <= limit
                && past.getNextCursor().isEmpty()
                && living.getNextCursor().isEmpty();
        return OrderShapes.page(page, isLast ? "" : place(page.getLast()).text());
    }

    private static Cursor place(Order order) {
        return new Cursor(order.getCreatedAtMicros(), order.getOrderId());
    }

    /** What has ended stays as it is; what lived when the history came to it is the matcher's to tell. */
    private List<Order> asTheyStand(Stream<Order> orders, List<Order> living) {
        Map<String, Order> byId = living.stream().collect(Collectors.toMap(Order::getOrderId, Function.identity()));
        return orders.map(order -> {
                    if (!lives(order)) return order;
                    var known = byId.get(order.getOrderId());
                    return known == null ? asItStands(order) : known;
                })
                .toList();
    }

    /** It has ended since. */
    private Order asItStands(Order order) {
        try {
            var request = GetOrderRequest.newBuilder().setOrderId(order.getOrderId());
            return matcher.getOrder(request.build()).getOrder();
        } catch (StatusRuntimeException e) {
            if (GrpcErrors.refusal(e).code() != Code.UNKNOWN_ORDER) throw e;
            return order;
        }
    }

    private static boolean lives(Order order) {
        return LIVING.contains(order.getStatus());
    }

    private ListOpenOrdersResponse living(String instrument, int limit, String cursor) {
        return matcher.listOpenOrders(ListOpenOrdersRequest.newBuilder()
                .setInstrument(instrument)
                .setLimit(limit)
                .setCursor(cursor)
                .build());
    }

    /** Up to where orders have been answered. A matcher that is away answers none, and the history tells what it has. */
    private EventPlace answered() {
        try {
            return living("", 1, "").getAsOf();
        } catch (StatusRuntimeException e) {
            if (GrpcErrors.refusal(e).code() != Code.UNAVAILABLE) throw e;
            return EventPlace.getDefaultInstance();
        }
    }

    private ListOrdersResponse past(
            OrderStatus status, String instrument, int limit, String cursor, EventPlace atLeast) {
        return history.listOrders(ListOrdersRequest.newBuilder()
                .setStatus(status)
                .setInstrument(instrument)
                .setLimit(limit)
                .setCursor(cursor)
                .setAtLeast(atLeast)
                .build());
    }
}
