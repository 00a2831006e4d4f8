package dev.openbell.history.archive;

import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import dev.openbell.history.database.Words;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.OrderStatus;
import dev.openbell.trading.v1.OrderType;
import dev.openbell.trading.v1.SelfTradePrevention;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.TimeInForce;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Orders as they stand. */
final class Orders {
    private static final String BY_KEY = "client:";

    /** Those that have an index to themselves. */
    private static final Set<OrderStatus> RARE = EnumSet.of(OrderStatus.EXPIRED, OrderStatus.REJECTED);

    private Orders() {}

    static List<Order> list(
            Connection connection, String account, OrderStatus status, String instrument, Period period, Page page)
            throws SQLException {
        var orders = new Selection(account, "created_at", "order_id")
                .with("instrument", instrument)
                .within(period);
        if (status != OrderStatus.ORDER_STATUS_UNSPECIFIED) orders.withOneOf("status", words(status));
        if (RARE.contains(status)) orders.where("ended_rarely");
        return orders.list(connection, "SELECT * FROM orders", page, Orders::read);
    }

    /** By its id, or by {@code client:} and the key its owner gave it; of several with that key the newest. */
    static @Nullable Order find(Connection connection, String account, String id) throws SQLException {
        boolean byKey = id.startsWith(BY_KEY);
        var key = byKey ? id.substring(BY_KEY.length()) : id;
        if (key.isEmpty()) return null;
        try (var sql = Sql.of(connection, byKey ? """
                        SELECT * FROM orders WHERE account = ? AND idempotency_key = ? AND idempotency_key <> ''
                        ORDER BY created_at DESC LIMIT 1""" : "SELECT * FROM orders WHERE account = ? AND order_id = ?")) {
            return sql.text(account).text(key).first(Orders::read);
        }
    }

    /** Open includes what is partly filled, and what waits for its time. */
    private static List<String> words(OrderStatus status) {
        var wanted = status == OrderStatus.OPEN
                ? Stream.of(OrderStatus.WAITING, OrderStatus.OPEN, OrderStatus.PARTIALLY_FILLED)
                : Stream.of(status);
        return wanted.map(Words::of).toList();
    }

    private static Order read(Row row) throws SQLException {
        var order = Order.newBuilder()
                .setOrderId(row.text("order_id"))
                .setIdempotencyKey(row.text("idempotency_key"))
                .setInstrument(row.text("instrument"))
                .setSide(row.word("side", Side.class))
                .setType(row.word("type", OrderType.class))
                .setTimeInForce(row.word("time_in_force", TimeInForce.class))
                .setPostOnly(row.flag("post_only"))
                .setFilledQuantityE8(row.number("filled_quantity_e8"))
                .setRemainingQuantityE8(row.number("remaining_quantity_e8"))
                .setStatus(row.word("status", OrderStatus.class))
                .setReason(row.text("reason"))
                .setCreatedAtMicros(row.micros("created_at"))
                .setUpdatedAtMicros(row.micros("updated_at"))
                .setSelfTradePrevention(row.word("self_trade_prevention", SelfTradePrevention.class))
                .setSynthetic(row.flag("synthetic"));
        var price = row.numberIfAny("price_e8");
        if (price != null) order.setPriceE8(price);
        var stop = row.numberIfAny("stop_price_e8");
        if (stop != null) order.setStopPriceE8(stop);
        var quantity = row.numberIfAny("quantity_e8");
        if (quantity != null) order.setQuantityE8(quantity);
        var quoteQuantity = row.numberIfAny("quote_quantity_e8");
        if (quoteQuantity != null) order.setQuoteQuantityE8(quoteQuantity);
        var average = row.numberIfAny("average_price_e8");
        if (average != null) order.setAveragePriceE8(average);
        var expires = row.microsIfAny("expires_at");
        if (expires != null) order.setExpiresAtMicros(expires);
        return order.build();
    }
}
