package dev.openbell.bench.engine;

import dev.openbell.matcher.engine.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.SequencedSet;
import java.util.TreeMap;

/** An order book out of the collections of the JDK: slow, plain, and right. */
final class PlainBook {
    static final class Order {
        final long id;
        final Side side;
        final long price;
        long left;
        private final SequencedSet<Order> level;
        private int place;

        private Order(long id, Side side, long price, long left, SequencedSet<Order> level) {
            this.id = id;
            this.side = side;
            this.price = price;
            this.left = left;
            this.level = level;
        }
    }

    private final NavigableMap<Long, SequencedSet<Order>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, SequencedSet<Order>> asks = new TreeMap<>();
    private final List<Order> resting = new ArrayList<>();
    private long trades, quantity, notional, lastPrice;

    void place(long id, Side side, long price, long wanted) {
        long left = match(side, price, wanted);
        if (left == 0) return;
        var level = side(side).computeIfAbsent(price, _ -> new LinkedHashSet<>());
        var order = new Order(id, side, price, left, level);
        level.add(order);
        order.place = resting.size();
        resting.add(order);
    }

    /** Trades what can be traded within the limit, and answers what is left. */
    long match(Side side, long limit, long wanted) {
        var queue = side(side.opposite());
        while (wanted > 0 && !queue.isEmpty() && accepts(side, limit, queue.firstKey())) {
            var order = queue.firstEntry().getValue().getFirst();
            long some = Math.min(wanted, order.left);
            wanted -= some;
            order.left -= some;
            trades++;
            quantity += some;
            notional += some * order.price;
            lastPrice = order.price;
            if (order.left == 0) remove(order);
        }
        return wanted;
    }

    private static boolean accepts(Side side, long limit, long price) {
        return side == Side.BUY ? price <= limit : price >= limit;
    }

    void remove(Order order) {
        order.level.remove(order);
        if (order.level.isEmpty()) side(order.side).remove(order.price);
        // The last one takes its place.
        var last = resting.removeLast();
        if (last == order) return;
        resting.set(order.place, last);
        last.place = order.place;
    }

    int orders() {
        return resting.size();
    }

    Order any(Random random) {
        return resting.get(random.nextInt(resting.size()));
    }

    long best(Side side, long whenEmpty) {
        var levels = side(side);
        return levels.isEmpty() ? whenEmpty : levels.firstKey();
    }

    long lastPrice(long beforeTheFirst) {
        return trades == 0 ? beforeTheFirst : lastPrice;
    }

    Outcome outcome() {
        long left = resting.stream().mapToLong(order -> order.left).sum();
        return new Outcome(trades, quantity, notional, resting.size(), left);
    }

    private NavigableMap<Long, SequencedSet<Order>> side(Side side) {
        return side == Side.BUY ? bids : asks;
    }
}
