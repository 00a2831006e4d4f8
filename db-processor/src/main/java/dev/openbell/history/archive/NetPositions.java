package dev.openbell.history.archive;

import dev.openbell.chassis.money.E8;
import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import dev.openbell.history.v1.NetPosition;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What an account holds by its trades, an instrument each. */
final class NetPositions {
    private static final BigInteger ONE = BigInteger.valueOf(E8.ONE);

    private NetPositions() {}

    static List<NetPosition> list(Connection connection, String account) throws SQLException {
        try (var sql = Sql.of(connection, """
                SELECT p.*, last.price_e8 AS last_e8 FROM positions p
                LEFT JOIN LATERAL (
                    SELECT price_e8 FROM trades t WHERE t.instrument = p.instrument
                    ORDER BY traded_at DESC, trade_id DESC LIMIT 1) last ON true
                WHERE p.account = ? ORDER BY p.instrument""")) {
            return sql.text(account).all(NetPositions::read);
        }
    }

    private static NetPosition read(Row row) throws SQLException {
        long quantity = row.number("net_quantity_e8");
        long cost = row.number("total_cost_e8");
        var position = NetPosition.newBuilder()
                .setInstrument(row.text("instrument"))
                .setNetQuantityE8(quantity)
                .setTotalCostE8(cost)
                .setRealizedPnlE8(row.number("realized_pnl_e8"))
                .setLastUpdatedMicros(row.micros("last_updated"));
        if (quantity != 0) position.setAvgPriceE8(average(quantity, cost));
        var last = row.numberIfAny("last_e8");
        if (last != null) position.setUnrealizedPnlE8(worth(quantity, last) - cost);
        return position.build();
    }

    /** Rounded half up, as an order's average price is. */
    private static long average(long quantity, long cost) {
        var units = BigInteger.valueOf(Math.abs(quantity));
        var twice = BigInteger.valueOf(Math.abs(cost)).multiply(ONE).shiftLeft(1);
        return twice.add(units).divide(units.shiftLeft(1)).longValue();
    }

    /** Rounded down: for one who is short, what it takes to buy back is rounded up. */
    private static long worth(long quantity, long price) {
        var product = BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(price));
        var parts = product.divideAndRemainder(ONE);
        long whole = parts[0].longValue();
        return parts[1].signum() < 0 ? whole - 1 : whole;
    }
}
