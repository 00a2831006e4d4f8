package dev.openbell.matcher.engine;

import dev.openbell.matcher.engine.OrderState.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order that lives: it rests in a {@link Level} until it is filled or taken out. */
final class Order {
    final long id;
    final Account owner;
    final String key;
    final Instrument instrument;
    final Side side;
    final long price;
    final long quantity;
    final long createdAt;

    /** What of its owner's wallet is held for it: the quote asset of a buy, the base asset of a sell. */
    long hold;

    long filled;
    /** Price × quantity of all its trades, for the average. */
    long traded;

    private List<Fill> fills = List.of();
    long updatedAt;
    Status status = Status.OPEN;
    String reason = "";

    // Its place in the queue of its level.
    @Nullable
    Level level;

    @Nullable
    Order before, behind;

    Order(long id, Account owner, String key, Instrument instrument, Side side, long price, long quantity, long now) {
        this.id = id;
        this.owner = owner;
        this.key = key;
        this.instrument = instrument;
        this.side = side;
        this.price = price;
        this.quantity = quantity;
        this.createdAt = now;
        this.updatedAt = now;
    }

    long open() {
        return isOpen() ? quantity - filled : 0;
    }

    boolean isOpen() {
        return status == Status.OPEN || status == Status.PARTIALLY_FILLED;
    }

    boolean accepts(long other) {
        return side == Side.BUY ? other <= price : other >= price;
    }

    void fill(long price, long quantity, long now) {
        filled += quantity;
        traded += Money.times(price, quantity);
        status = filled == this.quantity ? Status.FILLED : Status.PARTIALLY_FILLED;
        updatedAt = now;
    }

    void remember(Fill fill) {
        if (fills.isEmpty()) fills = new ArrayList<>(4);
        fills.add(fill);
    }

    /** Its trades so far, oldest first. */
    List<Fill> fills() {
        return List.copyOf(fills);
    }

    void cancel(String why, long now) {
        status = Status.CANCELLED;
        reason = why;
        updatedAt = now;
    }

    OrderState state() {
        return new OrderState(
                id,
                owner.id,
                key,
                instrument.symbol(),
                side,
                price,
                quantity,
                filled,
                open(),
                filled == 0 ? 0 : OrderState.average(traded, filled),
                status,
                reason,
                owner.synthetic,
                createdAt,
                updatedAt);
    }
}
