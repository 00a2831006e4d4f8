package dev.openbell.history.archive;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import dev.openbell.history.v1.OrderEvent;
import dev.openbell.trading.v1.Order;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What happened to an order, from the first. */
final class OrderEvents {
    private OrderEvents() {}

    static List<OrderEvent> of(Connection connection, Order order) throws SQLException {
        try (var sql = Sql.of(connection, """
                SELECT e.order_id, e.sequence, e.occurred_at, e.kind, e.trade_id, e.order_after,
                    f.traded_at, f.instrument, f.side, f.price_e8, f.quantity_e8, f.taker_side, f.liquidity, f.fee_e8,
                    f.synthetic, i.quote
                FROM order_events e
                LEFT JOIN fills f ON f.order_id = e.order_id AND f.trade_id = e.trade_id AND f.traded_at >= ?
                LEFT JOIN instruments i ON i.symbol = f.instrument
                WHERE e.order_id = ? AND e.occurred_at >= ? ORDER BY e.sequence""")) {
            long placed = order.getCreatedAtMicros();
            return sql.time(placed).text(order.getOrderId()).time(placed).all(OrderEvents::read);
        }
    }

    private static OrderEvent read(Row row) throws SQLException {
        var event = OrderEvent.newBuilder()
                .setSequence(row.number("sequence"))
                .setKind(row.text("kind"))
                .setOrder(order(row))
                .setTimestampMicros(row.micros("occurred_at"));
        if (row.has("trade_id")) event.setFill(Fills.read(row));
        return event.build();
    }

    private static Order order(Row row) throws SQLException {
        try {
            return Order.parseFrom(row.bytes("order_after"));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("An order event cannot be read", e);
        }
    }
}
