package dev.openbell.standalone.verify;

import java.util.Arrays;
import java.util.List;

/** The tables of the market, with every column that they have. */
final class Table {
    /** What an event says of a row of the table. */
    enum Kind {
        /** All of it, and what a later event says of the row comes instead: a log that begins late still has the row as it stands. */
        STANDS,
        /** All of it, and no other event says anything of the row. */
        GROWS,
        /** A part: the row is the sum of its events, and means nothing to who has not heard the first. */
        SUMS
    }

    static final Table INSTRUMENTS = new Table(
            "instruments",
            Kind.STANDS,
            "",
            "shard, sequence, symbol",
            "symbol",
            "symbol, kind, base, quote, tick_e8, lot_e8, min_notional_e8, price_band_e8, collar_e8, maker_fee_e8, taker_fee_e8, "
                    + "max_leverage, maintenance_rate_e8, status, shard, sequence");

    static final Table ORDERS = new Table(
            "orders",
            Kind.STANDS,
            "updated_at",
            "shard, sequence, order_id",
            "order_id",
            "order_id, account, idempotency_key, instrument, side, type, time_in_force, post_only, price_e8, stop_price_e8, "
                    + "quantity_e8, quote_quantity_e8, filled_quantity_e8, remaining_quantity_e8, average_price_e8, status, reason, "
                    + "self_trade_prevention, synthetic, created_at, updated_at, expires_at, shard, sequence");

    static final Table ORDER_EVENTS = new Table(
            "order_events",
            Kind.GROWS,
            "occurred_at",
            "shard, sequence, order_id",
            "order_id, sequence",
            "order_id, sequence, occurred_at, shard, kind, trade_id, order_after");

    static final Table TRADES = new Table(
            "trades",
            Kind.GROWS,
            "traded_at",
            "shard, sequence, trade_id",
            "trade_id",
            "trade_id, traded_at, instrument, price_e8, quantity_e8, taker_side, synthetic, shard, sequence");

    static final Table FILLS = new Table(
            "fills",
            Kind.GROWS,
            "traded_at",
            "shard, sequence, order_id, trade_id",
            "order_id, trade_id",
            "order_id, trade_id, traded_at, account, instrument, side, price_e8, quantity_e8, taker_side, liquidity, fee_e8, "
                    + "synthetic, shard, sequence");

    /** The id is made of shard and sequence, so it sorts as they do. */
    static final Table LEDGER_ENTRIES = new Table(
            "ledger_entries",
            Kind.GROWS,
            "",
            "entry_id",
            "entry_id",
            "entry_id, posted_at, account, asset, amount_e8, balance_e8, kind, reference");

    static final Table BALANCES = new Table(
            "balances",
            Kind.STANDS,
            "",
            "shard, sequence, account, asset",
            "account, shard, asset",
            "account, shard, asset, available_e8, held_e8, margin_e8, total_e8, sequence");

    static final Table CANDLES = new Table(
            "candles",
            Kind.SUMS,
            "",
            "shard, sequence, minutes",
            "instrument, minutes, opened_at",
            "instrument, minutes, opened_at, open_e8, high_e8, low_e8, close_e8, trades, volume_e8, quote_volume_e16, price_sum_e8, "
                    + "shard, sequence");

    static final Table POSITIONS = new Table(
            "positions",
            Kind.SUMS,
            "",
            "shard, sequence, account",
            "account, instrument",
            "account, instrument, net_quantity_e8, total_cost_e8, realized_pnl_e8, last_updated, shard, sequence");

    static final Table CFD_POSITIONS = new Table(
            "cfd_positions",
            Kind.STANDS,
            "",
            "shard, sequence, position_id",
            "position_id",
            "position_id, account, asset, direction, margin_e8, leverage, quantity_e8, entry_price_e8, mark_price_e8, "
                    + "stop_loss_price_e8, take_profit_price_e8, trailing_distance_e8, liquidation_price_e8, margin_level_e8, "
                    + "unrealized_pnl_e8, realized_pnl_e8, fees_e8, financing_e8, status, close_reason, close_price_e8, "
                    + "opened_at, closed_at, shard, sequence");

    static final Table CFD_EVENTS = new Table(
            "cfd_events",
            Kind.GROWS,
            "occurred_at",
            "shard, sequence, position_id",
            "position_id, sequence",
            "position_id, sequence, occurred_at, shard, account, change, gap_e8, position_after");

    static final Table CFD_MARKS = new Table(
            "cfd_marks",
            Kind.STANDS,
            "minute",
            "shard, sequence, asset",
            "asset, minute",
            "asset, minute, bid_e8, ask_e8, marked_at, shard, sequence");

    static final List<Table> ALL = List.of(
            INSTRUMENTS,
            ORDERS,
            ORDER_EVENTS,
            TRADES,
            FILLS,
            LEDGER_ENTRIES,
            BALANCES,
            CANDLES,
            POSITIONS,
            CFD_POSITIONS,
            CFD_EVENTS,
            CFD_MARKS);

    /** As it is called in the database. */
    final String title;

    final Kind kind;

    /** By which it is decided that a row is old enough to be dropped; empty where none ever is. */
    final String time;

    /** What its rows are sorted by to come as their events did, down to a single row. */
    final List<String> order;

    final List<String> key;
    final List<String> columns;

    private Table(String title, Kind kind, String time, String order, String key, String columns) {
        this.title = title;
        this.kind = kind;
        this.time = time;
        this.order = names(order);
        this.key = names(key);
        this.columns = names(columns);
    }

    private static List<String> names(String list) {
        return Arrays.asList(list.split(", ", -1));
    }
}
