package dev.openbell.history.positions;

import dev.openbell.events.v1.PositionChanged;
import dev.openbell.history.database.Sql;
import dev.openbell.trading.v1.CfdPrice;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a batch says of CFD positions: every change, the last state of each position, and the last mark of each minute. */
final class CfdPositions {
    private static final long MINUTE = 60_000_000;

    private static final String POSITION = """
            INSERT INTO cfd_positions AS known (position_id, account, asset, direction, margin_e8, leverage, quantity_e8,
                entry_price_e8, mark_price_e8, stop_loss_price_e8, take_profit_price_e8, trailing_distance_e8,
                liquidation_price_e8, margin_level_e8, unrealized_pnl_e8, realized_pnl_e8, fees_e8, financing_e8, status,
                close_reason, close_price_e8, opened_at, closed_at, shard, sequence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (position_id) DO UPDATE SET margin_e8 = EXCLUDED.margin_e8, leverage = EXCLUDED.leverage,
                quantity_e8 = EXCLUDED.quantity_e8, entry_price_e8 = EXCLUDED.entry_price_e8,
                mark_price_e8 = EXCLUDED.mark_price_e8, stop_loss_price_e8 = EXCLUDED.stop_loss_price_e8,
                take_profit_price_e8 = EXCLUDED.take_profit_price_e8, trailing_distance_e8 = EXCLUDED.trailing_distance_e8,
                liquidation_price_e8 = EXCLUDED.liquidation_price_e8, margin_level_e8 = EXCLUDED.margin_level_e8,
                unrealized_pnl_e8 = EXCLUDED.unrealized_pnl_e8, realized_pnl_e8 = EXCLUDED.realized_pnl_e8,
                fees_e8 = EXCLUDED.fees_e8, financing_e8 = EXCLUDED.financing_e8, status = EXCLUDED.status,
                close_reason = EXCLUDED.close_reason, close_price_e8 = EXCLUDED.close_price_e8,
                closed_at = EXCLUDED.closed_at, sequence = EXCLUDED.sequence
            WHERE known.sequence < EXCLUDED.sequence""";

    private static final String EVENT = """
            INSERT INTO cfd_events (position_id, sequence, occurred_at, shard, account, change, gap_e8, position_after)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String MARK = """
            INSERT INTO cfd_marks AS known (asset, minute, bid_e8, ask_e8, marked_at, shard, sequence)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (asset, minute) DO UPDATE SET bid_e8 = EXCLUDED.bid_e8, ask_e8 = EXCLUDED.ask_e8,
                marked_at = EXCLUDED.marked_at, sequence = EXCLUDED.sequence
            WHERE known.sequence < EXCLUDED.sequence""";

    private record Event(PositionChanged changed, long sequence, long timeMicros) {}

    private record Minute(String asset, long startMicros) {}

    private record Mark(CfdPrice price, long sequence, long timeMicros) {}

    private final int shard;
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Event> positions = new LinkedHashMap<>();
    private final Map<Minute, Mark> marks = new LinkedHashMap<>();

    CfdPositions(int shard) {
        this.shard = shard;
    }

    void add(PositionChanged changed, long sequence, long timeMicros) {
        var event = new Event(changed, sequence, timeMicros);
        events.add(event);
        positions.put(changed.getPosition().getPositionId(), event);
    }

    void add(CfdPrice price, long sequence, long timeMicros) {
        var minute = new Minute(price.getSymbol(), timeMicros - Math.floorMod(timeMicros, MINUTE));
        marks.put(minute, new Mark(price, sequence, timeMicros));
    }

    void write(Connection connection) throws SQLException {
        if (!events.isEmpty()) {
            writePositions(connection);
            writeEvents(connection);
        }
        if (!marks.isEmpty()) writeMarks(connection);
    }

    private void writePositions(Connection connection) throws SQLException {
        try (var sql = Sql.of(connection, POSITION)) {
            for (var event : positions.values()) {
                var p = event.changed.getPosition();
                sql.text(p.getPositionId()).text(event.changed.getAccount()).text(p.getAsset());
                sql.word(p.getDirection()).number(p.getMarginE8()).number(p.getLeverage());
                sql.number(p.getQuantityE8()).number(p.getEntryPriceE8());
                sql.number(p.hasMarkPriceE8() ? p.getMarkPriceE8() : null);
                sql.number(p.hasStopLossPriceE8() ? p.getStopLossPriceE8() : null);
                sql.number(p.hasTakeProfitPriceE8() ? p.getTakeProfitPriceE8() : null);
                sql.number(p.hasTrailingDistanceE8() ? p.getTrailingDistanceE8() : null);
                sql.number(p.hasLiquidationPriceE8() ? p.getLiquidationPriceE8() : null);
                sql.number(p.hasMarginLevelE8() ? p.getMarginLevelE8() : null);
                sql.number(p.getUnrealizedPnlE8()).number(p.getRealizedPnlE8());
                sql.number(p.getFeesE8()).number(p.getFinancingE8());
                sql.word(p.getStatus()).word(p.getCloseReason());
                sql.number(p.hasClosePriceE8() ? p.getClosePriceE8() : null);
                sql.time(p.getOpenedAtMicros()).time(p.hasClosedAtMicros() ? p.getClosedAtMicros() : null);
                sql.number(shard).number(event.sequence);
                sql.add();
            }
            sql.sendAll();
        }
    }

    private void writeEvents(Connection connection) throws SQLException {
        try (var sql = Sql.of(connection, EVENT)) {
            for (var event : events) {
                var position = event.changed.getPosition();
                sql.text(position.getPositionId()).number(event.sequence).time(event.timeMicros);
                sql.number(shard).text(event.changed.getAccount()).word(event.changed.getChange());
                sql.number(event.changed.getGapE8()).bytes(position.toByteArray());
                sql.add();
            }
            sql.sendAll();
        }
    }

    private void writeMarks(Connection connection) throws SQLException {
        try (var sql = Sql.of(connection, MARK)) {
            for (var marked : marks.entrySet()) {
                var mark = marked.getValue();
                sql.text(marked.getKey().asset).time(marked.getKey().startMicros);
                sql.number(mark.price.getBidE8()).number(mark.price.getAskE8());
                sql.time(mark.timeMicros).number(shard).number(mark.sequence);
                sql.add();
            }
            sql.sendAll();
        }
    }
}
