package dev.openbell.events.v1;

import dev.openbell.trading.v1.Order;
import java.util.List;

/** Somebody's order, as an event has left it. */
public record OwnedOrder(String account, Order order) {
    /** The orders that an event tells of: one, both of a trade, or none. */
    public static List<OwnedOrder> toldBy(MarketEvent event) {
        return switch (event.getEventCase()) {
            case ORDER_PLACED -> {
                var placed = event.getOrderPlaced();
                yield List.of(new OwnedOrder(placed.getAccount(), placed.getOrder()));
            }
            case ORDER_AMENDED -> {
                var amended = event.getOrderAmended();
                yield List.of(new OwnedOrder(amended.getAccount(), amended.getOrder()));
            }
            case ORDER_TRIGGERED -> {
                var triggered = event.getOrderTriggered();
                yield List.of(new OwnedOrder(triggered.getAccount(), triggered.getOrder()));
            }
            case ORDER_CLOSED -> {
                var closed = event.getOrderClosed();
                yield List.of(new OwnedOrder(closed.getAccount(), closed.getOrder()));
            }
            case TRADED -> {
                var traded = event.getTraded();
                yield List.of(of(traded.getMaker()), of(traded.getTaker()));
            }
            default -> List.of();
        };
    }

    private static OwnedOrder of(TradedSide side) {
        return new OwnedOrder(side.getAccount(), side.getOrder());
    }
}
