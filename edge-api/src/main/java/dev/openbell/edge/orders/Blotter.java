package dev.openbell.edge.orders;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.edge.orders.Answers.Orders;
import dev.openbell.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import dev.openbell.history.v1.ListOrdersRequest;
import dev.openbell.history.v1.ListOrdersResponse;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lists of a trader's orders, newest first. The matcher knows those that live; the history knows all, a moment later. So
 * for that moment an order that ended as soon as it was placed is in no list, though it is found by its id and its key.
 */
@Singleton
final class Blotter {
    private static final Set<OrderStatus> LIVING =
            EnumSet.of(OrderStatus.WAITING, OrderStatus.OPEN, OrderStatus.PARTIALLY_FILLED);
    private static final Comparator<Order> NEWEST_FIRST = Comparator.comparingLong(Order::getCreatedAtMicros)
            .thenComparing(Order::getOrderId)
            .reversed();
    private static final int MOST = 500;

    private final TradingServiceBlockingStub matcher;
    private final HistoryServiceBlockingStub history;

    Blotter(TradingServiceBlockingStub matcher, HistoryServiceBlockingStub history) {
        this.matcher = matcher;
        this.history = history;
    }

    /** Orders of one status; open includes partially filled and waiting. */
    Orders of(OrderStatus status, String instrument, int limit, String cursor) {
        if (!LIVING.contains(status)) {
            var page = past(status, instrument, limit, cursor);
            return OrderShapes.page(page.getOrdersList(), page.getNextCursor());
        }
        var page = living(instrument, limit, cursor);
        var orders = page.getOrdersList().stream()
                .filter(order -> status == OrderStatus.OPEN || order.getStatus() == status)
                .toList();
        return OrderShapes.page(orders, page.getNextCursor());
    }

    /**
     * Orders of every status, each as it stands now.
     *
     * @param cursor the history's; or the last order shown, where that page had an order that the history did not
     */
    Orders all(String instrument, int limit, String cursor) {
        return cursor.isEmpty() || Ids.parse(cursor) >= 0
                ? newest(instrument, limit, cursor)
                : older(instrument, limit, cursor);
    }

    /** @param last the order with which the page before ended; empty on the first page */
    private Orders newest(String instrument, int limit, String last) {
        var living = living(instrument, MOST, last).getOrdersList();
        var page = past(OrderStatus.ORDER_STATUS_UNSPECIFIED, instrument, limit, "");
        var told = asTheyStand(page.getOrdersList(), living).stream()
                .filter(order -> last.isEmpty() || order.getOrderId().compareTo(last) < 0);
        var untold = living.stream().filter(order -> isMissingIn(page, order));
        var orders = Stream.concat(told, untold).sorted(NEWEST_FIRST).toList();
        if (orders.size() > limit) {
            return OrderShapes.page(
                    orders.subList(0, limit), orders.get(limit - 1).getOrderId());
        }
        if (orders.isEmpty() && !page.getNextCursor().isEmpty()) return older(instrument, limit, page.getNextCursor());
        return OrderShapes.page(orders, page.getNextCursor());
    }

    /** It belongs on this page of the history, which has not come to it yet. */
    private static boolean isMissingIn(ListOrdersResponse page, Order order) {
        var told = page.getOrdersList();
        if (told.stream().anyMatch(other -> other.getOrderId().equals(order.getOrderId()))) return false;
        return page.getNextCursor().isEmpty() || NEWEST_FIRST.compare(order, told.getLast()) < 0;
    }

    private Orders older(String instrument, int limit, String cursor) {
        var page = past(OrderStatus.ORDER_STATUS_UNSPECIFIED, instrument, limit, cursor);
        var orders = page.getOrdersList();
        boolean settled = orders.stream().noneMatch(Blotter::lives);
        var current = settled
                ? orders
                : asTheyStand(orders, living(instrument, MOST, "").getOrdersList());
        return OrderShapes.page(current, page.getNextCursor());
    }

    /** What has ended stays as it is; what lived when the history came to it is the matcher's to tell. */
    private List<Order> asTheyStand(List<Order> orders, List<Order> living) {
        Map<String, Order> byId = living.stream().collect(Collectors.toMap(Order::getOrderId, Function.identity()));
        return orders.stream()
                .map(order -> {
                    var known = byId.get(order.getOrderId());
                    if (known != null) return known;
                    return lives(order) ? asItStands(order) : order;
                })
                .toList();
    }

    /** It has ended since, or stands beyond the first of those that live. */
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

    private ListOrdersResponse past(OrderStatus status, String instrument, int limit, String cursor) {
        return history.listOrders(ListOrdersRequest.newBuilder()
                .setStatus(status)
                .setInstrument(instrument)
                .setLimit(limit)
                .setCursor(cursor)
                .build());
    }
}
