package dev.openbell.history.market;

import dev.openbell.history.database.Copy;
import dev.openbell.history.database.Sql;
import dev.openbell.history.market.Batch.OrderState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link Batch} by COPY. What only grows goes straight into its table, and so do orders that are new; the others, and balances, go
 * into a table of this transaction first, and change what is older from there.
 *
 * <p>A row that is there already is none of this log: the position moves in the same transaction, so no event is written twice.
 */
final class MarketTables {
    private static final String ORDER = """
            order_id, account, idempotency_key, instrument, side, type, time_in_force, post_only, price_e8, stop_price_e8,
            quantity_e8, quote_quantity_e8, filled_quantity_e8, remaining_quantity_e8, average_price_e8, status, reason,
            self_trade_prevention, synthetic, created_at, updated_at, expires_at, shard, sequence""";

    private static final String CHANGE_ORDERS = """
            INSERT INTO orders AS known (%1$s) SELECT %1$s FROM changed_orders
            ON CONFLICT (order_id) DO UPDATE SET type = EXCLUDED.type, time_in_force = EXCLUDED.time_in_force,
                price_e8 = EXCLUDED.price_e8, stop_price_e8 = EXCLUDED.stop_price_e8, quantity_e8 = EXCLUDED.quantity_e8,
                quote_quantity_e8 = EXCLUDED.quote_quantity_e8, filled_quantity_e8 = EXCLUDED.filled_quantity_e8,
                remaining_quantity_e8 = EXCLUDED.remaining_quantity_e8, average_price_e8 = EXCLUDED.average_price_e8,
                status = EXCLUDED.status, reason = EXCLUDED.reason, updated_at = EXCLUDED.updated_at,
                expires_at = EXCLUDED.expires_at, sequence = EXCLUDED.sequence
            WHERE known.sequence < EXCLUDED.sequence""".formatted(ORDER);

    private static final String ORDER_EVENT = "order_id, sequence, occurred_at, shard, kind, trade_id, order_after";

    private static final String TRADE =
            "trade_id, traded_at, instrument, price_e8, quantity_e8, taker_side, synthetic, shard, sequence";

    private static final String FILL = """
            order_id, trade_id, traded_at, account, instrument, side, price_e8, quantity_e8, taker_side, liquidity, fee_e8,
            synthetic, shard, sequence""";

    private static final String LEDGER_ENTRY =
            "entry_id, posted_at, account, asset, amount_e8, balance_e8, kind, reference";

    private static final String BALANCE = "account, shard, asset, available_e8, held_e8, margin_e8, total_e8, sequence";

    private static final String CHANGE_BALANCES = """
            INSERT INTO balances AS known (%1$s) SELECT %1$s FROM changed_balances
            ON CONFLICT (account, shard, asset) DO UPDATE SET available_e8 = EXCLUDED.available_e8,
                held_e8 = EXCLUDED.held_e8, margin_e8 = EXCLUDED.margin_e8, total_e8 = EXCLUDED.total_e8,
                sequence = EXCLUDED.sequence
            WHERE known.sequence < EXCLUDED.sequence""".formatted(BALANCE);

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
    private final Weeks weeks;

    /** Tables that keep everything. */
    MarketTables(MeterRegistry meters) {
        this(meters, null);
    }

    /** @param retention how long what has been is kept; null for ever */
    MarketTables(MeterRegistry meters, @Nullable Duration retention) {
        weeks = new Weeks(retention, meters);
        orders = rowsOf("orders", meters);
        orderEvents = rowsOf("order_events", meters);
        trades = rowsOf("trades", meters);
        fills = rowsOf("fills", meters);
        ledger = rowsOf("ledger_entries", meters);
        balances = rowsOf("balances", meters);
    }

    Weeks weeks() {
        return weeks;
    }

    void write(Connection connection, Batch batch) throws SQLException {
        writeListings(connection, batch);
        writeNewOrders(connection, batch);
        changeOrders(connection, batch);
        writeOrderEvents(connection, batch);
        writeTrades(connection, batch);
        writeFills(connection, batch);
        writeLedger(connection, batch);
        changeBalances(connection, batch);
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

    private static void writeNewOrders(Connection connection, Batch batch) throws SQLException {
        try (var rows = new Copy(connection, "orders", ORDER)) {
            for (var state : batch.orders.values()) if (state.isNew()) order(rows.row(), batch, state);
            rows.end();
        }
    }

    private static void changeOrders(Connection connection, Batch batch) throws SQLException {
        if (batch.orders.values().stream().allMatch(OrderState::isNew)) return;
        makeRoom(connection, "changed_orders", "orders");
        try (var rows = new Copy(connection, "changed_orders", ORDER)) {
            for (var state : batch.orders.values()) if (!state.isNew()) order(rows.row(), batch, state);
            rows.end();
        }
        run(connection, CHANGE_ORDERS);
    }

    private static void order(Copy row, Batch batch, OrderState state) {
        var o = state.order();
        row.text(o.getOrderId()).text(state.account()).text(o.getIdempotencyKey());
        row.text(o.getInstrument()).word(o.getSide()).word(o.getType());
        row.word(o.getTimeInForce()).flag(o.getPostOnly());
        row.numberIf(o.hasPriceE8(), o.getPriceE8()).numberIf(o.hasStopPriceE8(), o.getStopPriceE8());
        row.numberIf(o.hasQuantityE8(), o.getQuantityE8()).numberIf(o.hasQuoteQuantityE8(), o.getQuoteQuantityE8());
        row.number(o.getFilledQuantityE8()).number(o.getRemainingQuantityE8());
        row.numberIf(o.hasAveragePriceE8(), o.getAveragePriceE8());
        row.word(o.getStatus()).text(o.getReason());
        row.word(o.getSelfTradePrevention()).flag(o.getSynthetic());
        row.time(o.getCreatedAtMicros()).time(o.getUpdatedAtMicros());
        row.timeIf(o.hasExpiresAtMicros(), o.getExpiresAtMicros());
        row.small(batch.shard).number(state.sequence());
    }

    private static void writeOrderEvents(Connection connection, Batch batch) throws SQLException {
        try (var rows = new Copy(connection, "order_events", ORDER_EVENT)) {
            for (var event : batch.orderEvents) {
                rows.row().text(event.after().getOrderId()).number(event.sequence());
                rows.time(event.timeMicros()).small(batch.shard).text(event.kind());
                rows.textIfAny(event.tradeId()).message(event.after());
            }
            rows.end();
        }
    }

    private static void writeTrades(Connection connection, Batch batch) throws SQLException {
        try (var rows = new Copy(connection, "trades", TRADE)) {
            for (var done : batch.trades) {
                var t = done.trade();
                rows.row().text(t.getTradeId()).time(t.getTimestampMicros()).text(t.getInstrument());
                rows.number(t.getPriceE8()).number(t.getQuantityE8());
                rows.word(t.getTakerSide()).flag(t.getSynthetic());
                rows.small(batch.shard).number(done.sequence());
            }
            rows.end();
        }
    }

    private static void writeFills(Connection connection, Batch batch) throws SQLException {
        try (var rows = new Copy(connection, "fills", FILL)) {
            for (var fill : batch.fills) {
                var t = fill.trade();
                var order = fill.side().getOrder();
                rows.row().text(order.getOrderId()).text(t.getTradeId()).time(t.getTimestampMicros());
                rows.text(fill.side().getAccount()).text(t.getInstrument()).word(order.getSide());
                rows.number(t.getPriceE8()).number(t.getQuantityE8());
                rows.word(t.getTakerSide()).word(fill.liquidity());
                rows.number(fill.side().getFeeE8()).flag(t.getSynthetic());
                rows.small(batch.shard).number(fill.sequence());
            }
            rows.end();
        }
    }

    private static void writeLedger(Connection connection, Batch batch) throws SQLException {
        try (var rows = new Copy(connection, "ledger_entries", LEDGER_ENTRY)) {
            for (var entry : batch.ledger) {
                var posting = entry.posting();
                rows.row().text(entry.entryId()).time(entry.timeMicros());
                rows.text(posting.getAccount()).text(posting.getAsset());
                rows.number(posting.getAmountE8()).number(posting.getBalanceE8());
                rows.word(posting.getKind()).text(posting.getReference());
            }
            rows.end();
        }
    }

    private static void changeBalances(Connection connection, Batch batch) throws SQLException {
        if (batch.balances.isEmpty()) return;
        makeRoom(connection, "changed_balances", "balances");
        try (var rows = new Copy(connection, "changed_balances", BALANCE)) {
            for (var state : batch.balances.values()) {
                var b = state.balance();
                rows.row().text(state.account()).small(batch.shard).text(b.getAsset());
                rows.number(b.getAvailableE8()).number(b.getHeldE8());
                rows.number(b.getMarginE8()).number(b.getTotalE8()).number(state.sequence());
            }
            rows.end();
        }
        run(connection, CHANGE_BALANCES);
    }

    /** A connection keeps the table, and forgets its rows with each transaction. */
    private static void makeRoom(Connection connection, String table, String like) throws SQLException {
        run(
                connection,
                "CREATE TEMPORARY TABLE IF NOT EXISTS %s (LIKE %s) ON COMMIT DELETE ROWS".formatted(table, like));
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (var sql = Sql.of(connection, statement)) {
            var _ = sql.run();
        }
    }

    private static Counter rowsOf(String table, MeterRegistry meters) {
        return Counter.builder("openbell.history.rows")
                .description("Rows written")
                .tag("table", table)
                .register(meters);
    }
}
