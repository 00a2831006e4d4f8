package dev.openbell.maker;

import dev.openbell.trading.v1.BookLevel;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.Side;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bot's own orders, as answers and reports tell of them. Both tell of the same order, and not in the same order: the word with the
 * higher sequence counts.
 */
@Singleton
final class OwnOrders {
    /** So many closed ones are remembered, so that a word which comes late does not revive one. */
    private static final int MOST_CLOSED = 5_000;

    private record Known(Order order, long sequence) {
        boolean isOpen() {
            return order.getStatus() == OrderStatus.OPEN || order.getStatus() == OrderStatus.PARTIALLY_FILLED;
        }
    }

    private final Map<String, Known> byId = new HashMap<>();
    private long closedUpTo;

    /** How an order stood when the market had come to this sequence. */
    synchronized void saw(Order order, long sequence) {
        // What is forgotten closed no later than this; anything older that is still said of it says nothing new.
        if (sequence <= closedUpTo && !byId.containsKey(order.getOrderId())) return;
        byId.merge(
                order.getOrderId(),
                new Known(order, sequence),
                (before, now) -> now.sequence >= before.sequence ? now : before);
        if (byId.size() > MOST_CLOSED) forgetTheClosed();
    }

    private void forgetTheClosed() {
        byId.values().removeIf(known -> {
            if (known.isOpen()) return false;
            closedUpTo = Math.max(closedUpTo, known.sequence);
            return true;
        });
    }

    /** The venue does not know it any more as an open one. */
    synchronized void forget(String orderId) {
        byId.remove(orderId);
    }

    /** Nothing stands any more. */
    synchronized void forgetAll() {
        byId.clear();
    }

    /** Whether nobody else's order stands at this price of a book. */
    boolean areAll(BookLevel level, Side side, String instrument) {
        return openIn(instrument).stream()
                        .filter(order -> order.getSide() == side && order.getPriceE8() == level.getPriceE8())
                        .count()
                == level.getOrders();
    }

    /** What stands in an instrument. */
    synchronized List<Order> openIn(String instrument) {
        return byId.values().stream()
                .filter(Known::isOpen)
                .map(Known::order)
                .filter(order -> order.getInstrument().equals(instrument))
                .toList();
    }
}
