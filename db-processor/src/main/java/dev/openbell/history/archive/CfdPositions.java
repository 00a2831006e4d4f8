package dev.openbell.history.archive;

import dev.openbell.chassis.pages.Cursor;
import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import dev.openbell.history.database.Words;
import dev.openbell.trading.v1.CloseReason;
import dev.openbell.trading.v1.Direction;
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.PositionStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CFD positions as they stand: open ones by when they were opened, closed ones by when they were closed. */
final class CfdPositions {
    private CfdPositions() {}

    static List<Position> list(Connection connection, String account, PositionStatus status, Page page)
            throws SQLException {
        var sortedBy = status == PositionStatus.POSITION_CLOSED ? "closed_at" : "opened_at";
        return new Selection(account, sortedBy, "position_id")
                .with("status", Words.of(status))
                .list(connection, "SELECT * FROM cfd_positions", page, CfdPositions::read);
    }

    static @Nullable Position find(Connection connection, String account, String id) throws SQLException {
        try (var sql = Sql.of(connection, "SELECT * FROM cfd_positions WHERE position_id = ? AND account = ?")) {
            return sql.text(id).text(account).first(CfdPositions::read);
        }
    }

    /** Where a page goes on that ended with this one. */
    static Cursor place(Position last) {
        boolean closed = last.getStatus() == PositionStatus.POSITION_CLOSED;
        return new Cursor(closed ? last.getClosedAtMicros() : last.getOpenedAtMicros(), last.getPositionId());
    }

    private static Position read(Row row) throws SQLException {
        var position = Position.newBuilder()
                .setPositionId(row.text("position_id"))
                .setAsset(row.text("asset"))
                .setDirection(row.word("direction", Direction.class))
                .setMarginE8(row.number("margin_e8"))
                .setLeverage((int) row.number("leverage"))
                .setQuantityE8(row.number("quantity_e8"))
                .setEntryPriceE8(row.number("entry_price_e8"))
                .setUnrealizedPnlE8(row.number("unrealized_pnl_e8"))
                .setRealizedPnlE8(row.number("realized_pnl_e8"))
                .setFeesE8(row.number("fees_e8"))
                .setFinancingE8(row.number("financing_e8"))
                .setStatus(row.word("status", PositionStatus.class))
                .setCloseReason(row.word("close_reason", CloseReason.class))
                .setOpenedAtMicros(row.micros("opened_at"));
        var mark = row.numberIfAny("mark_price_e8");
        if (mark != null) position.setMarkPriceE8(mark);
        var stopLoss = row.numberIfAny("stop_loss_price_e8");
        if (stopLoss != null) position.setStopLossPriceE8(stopLoss);
        var takeProfit = row.numberIfAny("take_profit_price_e8");
        if (takeProfit != null) position.setTakeProfitPriceE8(takeProfit);
        var distance = row.numberIfAny("trailing_distance_e8");
        if (distance != null) position.setTrailingDistanceE8(distance);
        var liquidation = row.numberIfAny("liquidation_price_e8");
        if (liquidation != null) position.setLiquidationPriceE8(liquidation);
        var level = row.numberIfAny("margin_level_e8");
        if (level != null) position.setMarginLevelE8(level);
        var closePrice = row.numberIfAny("close_price_e8");
        if (closePrice != null) position.setClosePriceE8(closePrice);
        var closed = row.microsIfAny("closed_at");
        if (closed != null) position.setClosedAtMicros(closed);
        return position.build();
    }
}
