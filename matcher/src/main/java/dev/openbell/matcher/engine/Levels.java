package dev.openbell.matcher.engine;

import dev.openbell.matcher.engine.Event.BookLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One side of a book: its prices, the best first. */
final class Levels {
    private final TreeMap<Long, Level> byPrice;

    private Levels(Comparator<Long> bestFirst) {
        byPrice = new TreeMap<>(bestFirst);
    }

    static Levels highestFirst() {
        return new Levels(Comparator.reverseOrder());
    }

    static Levels lowestFirst() {
        return new Levels(Comparator.naturalOrder());
    }

    /** The order that trades next. */
    @Nullable
    Order best() {
        var best = byPrice.firstEntry();
        return best == null ? null : best.getValue().oldest();
    }

    void add(Order order) {
        byPrice.computeIfAbsent(order.price, Level::new).join(order);
    }

    /** A resting order has traded: it stays with what it has left, or goes. */
    void traded(Order order, long quantity) {
        var level = levelOf(order);
        level.quantity -= quantity;
        if (!order.isOpen()) leave(level, order);
    }

    /** Takes out an order that is still open. */
    void remove(Order order) {
        var level = levelOf(order);
        level.quantity -= order.open();
        leave(level, order);
    }

    private void leave(Level level, Order order) {
        level.leave(order);
        if (level.isEmpty()) byPrice.remove(level.price);
    }

    private static Level levelOf(Order order) {
        var level = order.level;
        if (level == null) throw new IllegalStateException("order " + order.id + " does not rest");
        return level;
    }

    BookLevel at(long price) {
        var level = byPrice.get(price);
        return level == null ? new BookLevel(price, 0, 0) : new BookLevel(price, level.quantity, level.orders);
    }

    /** The best prices, as many as are asked for. */
    List<BookLevel> top(int most) {
        var top = new ArrayList<BookLevel>(Math.min(most, byPrice.size()));
        for (var level : byPrice.values()) {
            if (top.size() == most) break;
            top.add(new BookLevel(level.price, level.quantity, level.orders));
        }
        return top;
    }
}
