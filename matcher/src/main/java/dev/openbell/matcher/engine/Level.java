package dev.openbell.matcher.engine;

import org.jspecify.annotations.Nullable;

/** All orders at one price, the oldest in front. */
final class Level {
    final long price;
    long quantity;
    int orders;
    private @Nullable Order first, last;

    Level(long price) {
        this.price = price;
    }

    @Nullable
    Order oldest() {
        return first;
    }

    void join(Order order) {
        order.level = this;
        order.before = last;
        if (last == null) first = order;
        else last.behind = order;
        last = order;
        quantity += order.open();
        orders++;
    }

    void leave(Order order) {
        if (order.before == null) first = order.behind;
        else order.before.behind = order.behind;
        if (order.behind == null) last = order.before;
        else order.behind.before = order.before;
        order.before = null;
        order.behind = null;
        order.level = null;
        orders--;
    }

    boolean isEmpty() {
        return orders == 0;
    }
}
