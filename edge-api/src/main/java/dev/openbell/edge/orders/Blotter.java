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
 * The lists of a trader's orders, newest first. Those that live are the matcher's to tell; the history knows all of them, a
 * moment later.
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
     * All orders: the history's, each as the matcher says that it stands now, and above them those to which the history has
     * not come yet.
     *
     * @param cursor the history's, or the last order shown where a page ended above what the history knew
     */
    Orders all(String instrument, int limit, String cursor) {
        boolean above = cursor.isEmpty() || Ids.parse(cursor) >= 0;
        var living = living(instrument, MOST, above ? cursor : "").getOrdersList();
        var page = past(OrderStatus.ORDER_STATUS_UNSPECIFIED, instrument, limit, above ? "" : cursor);
        var missing = above ? missing(living, page, limit) : List.<Order>of();
        if (missing.size() == limit) {
            return OrderShapes.page(missing, missing.getLast().getOrderId());
        }
        if (!missing.isEmpty()) {
            page = past(OrderStatus.ORDER_STATUS_UNSPECIFIED, instrument, limit - missing.size(), "");
        }
        var known = living.stream().collect(Collectors.toMap(Order::getOrderId, Function.identity()));
        var orders = Stream.concat(
                        missing.stream(),
                        page.getOrdersList().stream()
                                .filter(order -> !above || isBelow(order, cursor))
                                .filter(order -> !missing.contains(order))
                                .map(order -> asItStands(order, known)))
                .sorted(NEWEST_FIRST)
                .toList();
        if (orders.isEmpty() && !page.getNextCursor().isEmpty()) {
            return all(instrument, limit, page.getNextCursor());
        }
        return OrderShapes.page(orders, page.getNextCursor());
    }
}
