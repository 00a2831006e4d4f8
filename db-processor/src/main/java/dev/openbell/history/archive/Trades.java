package dev.openbell.history.archive;

import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import dev.openbell.trading.v1.Side;
import dev.openbell.trading.v1.Trade;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Trades as the whole market sees them. */
final class Trades {
    private Trades() {}

    static List<Trade> list(Connection connection, String instrument, Page page) throws SQLException {
        try (var sql = Sql.of(connection, """
                SELECT * FROM trades WHERE instrument = ? AND (traded_at, trade_id) < (?, ?)
                ORDER BY traded_at DESC, trade_id DESC LIMIT ?""")) {
            sql.text(instrument)
                    .time(page.after().timeMicros())
                    .text(page.after().id());
            return sql.number(page.rowsToRead()).all(Trades::read);
        }
    }

    static boolean isListed(Connection connection, String instrument) throws SQLException {
        try (var sql = Sql.of(connection, "SELECT 1 FROM instruments WHERE symbol = ?")) {
            return sql.text(instrument).findsAny();
        }
    }

    private static Trade read(Row row) throws SQLException {
        return Trade.newBuilder()
                .setTradeId(row.text("trade_id"))
                .setInstrument(row.text("instrument"))
                .setPriceE8(row.number("price_e8"))
                .setQuantityE8(row.number("quantity_e8"))
                .setTakerSide(row.word("taker_side", Side.class))
                .setSynthetic(row.flag("synthetic"))
                .setTimestampMicros(row.micros("traded_at"))
                .build();
    }
}
