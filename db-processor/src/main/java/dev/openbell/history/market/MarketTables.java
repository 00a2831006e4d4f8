package dev.openbell.history.market;

import dev.openbell.history.database.Sql;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Writes a {@link Batch}. Every statement may meet rows that are there already and then changes nothing, or only what is older: folding
 * the log once more ends in the same tables.
 */
final class MarketTables {
    private static final String ORDER = """
            INSERT INTO orders AS known (order_id, account, idempotency_key, instrument, side, type, time_in_force, post_only,
                price_e8, stop_price_e8, quantity_e8, quote_quantity_e8, filled_quantity_e8, remaining_quantity_e8,
                average_price_e8, status, reason, self_trade_prevention, synthetic, created_at, updated_at, expires_at,
                shard, sequence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (order_id) DO UPDATE SET type = EXCLUDED.type, time_in_force = EXCLUDED.time_in_force,
                price_e8 = EXCLUDED.price_e8, stop_price_e8 = EXCLUDED.stop_price_e8, quantity_e8 = EXCLUDED.quantity_e8,
                quote_quantity_e8 = EXCLUDED.quote_quantity_e8, filled_quantity_e8 = EXCLUDED.filled_quantity_e8,
                remaining_quantity_e8 = EXCLUDED.remaining_quantity_e8, average_price_e8 = EXCLUDED.average_price_e8,
                status = EXCLUDED.status, reason = EXCLUDED.reason, updated_at = EXCLUDED.updated_at,
                expires_at = EXCLUDED.expires_at, sequence = EXCLUDED.sequence
            WHERE known.sequence < EXCLUDED.sequence""";

    private static final String ORDER_EVENT = """
            INSERT INTO order_events (order_id, sequence, occurred_at, shard, kind, trade_id, order_after)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String TRADE = """
            INSERT INTO trades (trade_id, traded_at, instrument, price_e8, quantity_e8, taker_side, synthetic, shard, sequence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String FILL = """
            INSERT INTO fills (order_id, trade_id, traded_at, account, instrument, side, price_e8, quantity_e8, taker_side,
                liquidity, fee_e8, synthetic, shard, sequence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String LEDGER_ENTRY = """
            INSERT INTO ledger_entries (entry_id, posted_at, account, asset, amount_e8, balance_e8, kind, reference)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String BALANCE = """
            INSERT INTO balances AS known (account, shard, asset, available_e8, held_e8, margin_e8, total_e8, sequence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account, shard, asset) DO UPDATE SET available_e8 = EXCLUDED.available_e8,
                held_e8 = EXCLUDED.held_e8, margin_e8 = EXCLUDED.margin_e8, total_e8 = EXCLUDED.total_e8,
                sequence = EXCLUDED.sequence
            WHERE known.sequence < EXCLUDED.sequence""";

    private static final String LISTING = """
            INSERT INTO instruments AS known (symbol, kind, base, quote, tick_e8, lot_e8, min_notional_e8, price_band_e8,
                collar_e8, maker_fee_e8, taker_fee_e8, max_leverage, maintenance_rate_e8, status, shard, sequence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (symbol) DO UPDATE SET kind = EXCLUDED.kind, base = EXCLUDED.base, quote = EXCLUDED.quote,
                tick_e8 = EXCLUDED.tick_e8, lot_e8 = EXCLUDED.lot_e8, min_notional_e8 = EXCLUDED.min_notional_e8,
                price_band_e8 = EXCLUDED.price_band_e8, collar_e8 = EXCLUDED.collar_e8,
                maker_fee_e8 = EXCLUDED.maker_fee_e8, taker_fee_e8 = EXCLUDED.taker_fee_e8,
                max_leverage = EXCLUDED.max_leverage, maintenance_rate_e8 = EXCLUDED.maintenance_rate_e8,
                status = EXCLUDED.status, sequence = EXCLUDED.sequence
            WHERE known.sequence < EXCLUDED.sequence""";

    private static final String STATUS_CHANGE =
            "UPDATE instruments SET status = ?, sequence = ? WHERE symbol = ? AND sequence < ?";

    private final Counter orders;
    private final Counter orderEvents;
    private final Counter trades;
    private final Counter fills;
    private final Counter ledger;
    private final Counter balances;

    MarketTables(MeterRegistry meters) {
        orders = rowsOf("orders", meters);
        orderEvents = rowsOf("order_events", meters);
        trades = rowsOf("trades", meters);
        fills = rowsOf("fills", meters);
        ledger = rowsOf("ledger_entries", meters);
        balances = rowsOf("balances", meters);
    }

    void write(Connection connection, Batch batch) throws SQLException {
        writeListings(connection, batch);
        writeOrders(connection, batch);
        writeOrderEvents(connection, batch);
        writeTrades(connection, batch);
        writeFills(connection, batch);
        writeLedger(connection, batch);
        writeBalances(connection, batch);
    }

    /** The batch has been committed. */
    void count(Batch batch) {
        orders.increment(batch.orders.size());
        orderEvents.increment(batch.orderEvents.size());
        trades.increment(batch.trades.size());
        fills.increment(batch.fills.size());
        ledger.increment(batch.ledger.size());
        balances.increment(batch.balances.size());
    }

    private static void writeListings(Connection connection, Batch batch) throws SQLException {
        try (var sql = Sql.of(connection, LISTING)) {
            for (var listing : batch.listings.values()) {
                var i = listing.instrument();
                sql.text(i.getSymbol()).word(i.getKind()).text(i.getBase()).text(i.getQuote());
                sql.number(i.getTickE8()).number(i.getLotE8());
                sql.number(i.getMinNotionalE8()).number(i.getPriceBandE8()).number(i.getCollarE8());
                sql.number(i.getMakerFeeE8()).number(i.getTakerFeeE8());
                sql.number(i.getMaxLeverage()).number(i.getMaintenanceRateE8());
                sql.word(i.getStatus()).number(batch.shard).number(listing.sequence());
                sql.add();
            }
            sql.sendAll();
        }
        try (var sql = Sql.of(connection, STATUS_CHANGE)) {
            for (var change : batch.statusChanges) {
                sql.word(change.status()).number(change.sequence());
                sql.text(change.symbol()).number(change.sequence());
                sql.add();
            }
            sql.sendAll();
        }
    }

    private static void writeOrders(Connection connection, Batch batch) throws SQLException {
        try (var sql = Sql.of(connection, ORDER)) {
            for (var state : batch.orders.values()) {
                var o = state.order();
                sql.text(o.getOrderId()).text(state.account()).text(o.getIdempotencyKey());
                sql.text(o.getInstrument()).word(o.getSide()).word(o.getType());
                sql.word(o.getTimeInForce()).flag(o.getPostOnly());
                sql.number(o.hasPriceE8() ? o.getPriceE8() : null);
                sql.number(o.hasStopPriceE8() ? o.getStopPriceE8() : null);
                sql.number(o.hasQuantityE8() ? o.getQuantityE8() : null);
                sql.number(o.hasQuoteQuantityE8() ? o.getQuoteQuantityE8() : null);
                sql.number(o.getFilledQuantityE8()).number(o.getRemainingQuantityE8());
                sql.number(o.hasAveragePriceE8() ? o.getAveragePriceE8() : null);
                sql.word(o.getStatus()).text(o.getReason());
                sql.word(o.getSelfTradePrevention()).flag(o.getSynthetic());
                sql.time(o.getCreatedAtMicros()).time(o.getUpdatedAtMicros());
                sql.time(o.hasExpiresAtMicros() ? o.getExpiresAtMicros() : null);
                sql.number(batch.shard).number(state.sequence());
                sql.add();
            }
            sql.sendAll();
        }
    }

    private static void writeOrderEvents(Connection connection, Batch batch) throws SQLException {
        try (var sql = Sql.of(connection, ORDER_EVENT)) {
            for (var event : batch.orderEvents) {
                sql.text(event.after().getOrderId()).number(event.sequence());
                sql.time(event.timeMicros()).number(batch.shard).text(event.kind());
                sql.text(event.tradeId().isEmpty() ? null : event.tradeId());
                sql.bytes(event.after().toByteArray());
                sql.add();
            }
            sql.sendAll();
        }
    }

    private static void writeTrades(Connection connection, Batch batch) throws SQLException {
        try (var sql = Sql.of(connection, TRADE)) {
            for (var done : batch.trades) {
                var t = done.trade();
                sql.text(t.getTradeId()).time(t.getTimestampMicros()).text(t.getInstrument());
                sql.number(t.getPriceE8()).number(t.getQuantityE8());
                sql.word(t.getTakerSide()).flag(t.getSynthetic());
                sql.number(batch.shard).number(done.sequence());
                sql.add();
            }
            sql.sendAll();
        }
    }

    private static void writeFills(Connection connection, Batch batch) throws SQLException {
        try (var sql = Sql.of(connection, FILL)) {
            for (var fill : batch.fills) {
                var t = fill.trade();
                var order = fill.side().getOrder();
                sql.text(order.getOrderId()).text(t.getTradeId()).time(t.getTimestampMicros());
                sql.text(fill.side().getAccount()).text(t.getInstrument()).word(order.getSide());
                sql.number(t.getPriceE8()).number(t.getQuantityE8());
                sql.word(t.getTakerSide())
                        .word(fill.liquidity())
                        .number(fill.side().getFeeE8());
                sql.flag(t.getSynthetic()).number(batch.shard).number(fill.sequence());
                sql.add();
            }
            sql.sendAll();
        }
    }

    private static void writeLedger(Connection connection, Batch batch) throws SQLException {
        try (var sql = Sql.of(connection, LEDGER_ENTRY)) {
            for (var entry : batch.ledger) {
                var posting = entry.posting();
                sql.text(entry.entryId()).time(entry.timeMicros());
                sql.text(posting.getAccount()).text(posting.getAsset());
                sql.number(posting.getAmountE8()).number(posting.getBalanceE8());
                sql.word(posting.getKind()).text(posting.getReference());
                sql.add();
            }
            sql.sendAll();
        }
    }

    private static void writeBalances(Connection connection, Batch batch) throws SQLException {
        try (var sql = Sql.of(connection, BALANCE)) {
            for (var state : batch.balances.values()) {
                var b = state.balance();
                sql.text(state.account()).number(batch.shard).text(b.getAsset());
                sql.number(b.getAvailableE8()).number(b.getHeldE8());
                sql.number(b.getMarginE8()).number(b.getTotalE8()).number(state.sequence());
                sql.add();
            }
            sql.sendAll();
        }
    }

    private static Counter rowsOf(String table, MeterRegistry meters) {
        return Counter.builder("openbell.history.rows")
                .description("Rows written")
                .tag("table", table)
                .register(meters);
    }
}
