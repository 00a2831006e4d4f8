package dev.openbell.history.archive;

import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import dev.openbell.trading.v1.Fill;
import dev.openbell.trading.v1.Liquidity;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Trades as their owners see them. An account never trades with itself, so each trade is one fill of it. */
final class Fills {
    private Fills() {}

    static List<Fill> list(Connection connection, String account, String instrument, Period period, Page page)
            throws SQLException {
        return new Selection(account, "traded_at", "trade_id")
                .with("instrument", instrument)
                .within(period)
                .list(
                        connection,
                        "SELECT f.*, i.quote FROM fills f LEFT JOIN instruments i ON i.symbol = f.instrument",
                        page,
                        Fills::read);
    }

    /** The oldest first; none is older than the order, so no week before that is looked into. */
    static List<Fill> ofOrder(Connection connection, Order order) throws SQLException {
        try (var sql = Sql.of(connection, """
                SELECT f.*, i.quote FROM fills f LEFT JOIN instruments i ON i.symbol = f.instrument
                WHERE f.order_id = ? AND f.traded_at >= ? ORDER BY f.sequence""")) {
            return sql.text(order.getOrderId()).time(order.getCreatedAtMicros()).all(Fills::read);
        }
    }

    static Fill read(Row row) throws SQLException {
        return Fill.newBuilder()
                .setTradeId(row.text("trade_id"))
                .setOrderId(row.text("order_id"))
                .setInstrument(row.text("instrument"))
                .setSide(row.word("side", Side.class))
                .setPriceE8(row.number("price_e8"))
                .setQuantityE8(row.number("quantity_e8"))
                .setTakerSide(row.word("taker_side", Side.class))
                .setLiquidity(row.word("liquidity", Liquidity.class))
                .setFeeE8(row.number("fee_e8"))
                .setFeeAsset(row.text("quote"))
                .setSynthetic(row.flag("synthetic"))
                .setTimestampMicros(row.micros("traded_at"))
                .build();
    }
}
