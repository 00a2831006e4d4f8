package dev.openbell.history.settlement;

import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds up days and compares. The newest two days that are known are added up anew each time, so what was altered in them is found; those
 * before are closed, and stay as they are.
 *
 * <p>A wallet's entries must sum to what the engine said the wallet holds, an asset's entries over all accounts to nothing, and the fills
 * of a position to its quantity and, as money, to its cost less what was realized. The house is told of by its entries alone.
 */
final class Settlement {
    /** The first time may have years to add up. */
    private static final int PATIENCE_MS = (int) Duration.ofMinutes(30).toMillis();

    private static final String FIRST_DAY =
            "SELECT (max(day) - 1)::timestamp AT TIME ZONE 'UTC' AS first_day FROM settlements";

    private static final String ADD_UP = """
            WITH since AS (SELECT midnight, (midnight AT TIME ZONE 'UTC')::date AS day FROM (SELECT ?::timestamptz AS midnight) m),
            entries AS (
                SELECT account, asset, (posted_at AT TIME ZONE 'UTC')::date AS day, sum(amount_e8) AS amount_e8
                FROM ledger_entries WHERE posted_at >= (SELECT midnight FROM since) GROUP BY 1, 2, 3),
            deals AS (
                SELECT account, instrument, (traded_at AT TIME ZONE 'UTC')::date AS day,
                    sum(CASE side WHEN 'buy' THEN quantity_e8 ELSE -quantity_e8 END) AS quantity_e8,
                    sum(CASE side WHEN 'buy' THEN 1 ELSE -1 END * div(price_e8::numeric * quantity_e8, 100000000)) AS paid_e8
                FROM fills WHERE traded_at >= (SELECT midnight FROM since) GROUP BY 1, 2, 3),
            moved (kind, account, item, day, amount_e8) AS (
                SELECT 'wallet', account, asset, day, amount_e8 FROM entries
                UNION ALL SELECT 'asset', ''::venue_id, asset, day, sum(amount_e8) FROM entries GROUP BY asset, day
                UNION ALL SELECT 'quantity', account, instrument, day, quantity_e8 FROM deals
                UNION ALL SELECT 'cost', account, instrument, day, paid_e8 FROM deals),
            closed AS MATERIALIZED (
                SELECT kind, account, item, day, coalesce(before.closing_e8, 0)
                    + sum(amount_e8) OVER (PARTITION BY kind, account, item ORDER BY day) AS closing_e8
                FROM moved
                LEFT JOIN LATERAL (
                    SELECT s.closing_e8 FROM settlements s
                    WHERE s.kind = moved.kind AND s.account = moved.account AND s.item = moved.item
                        AND s.day < (SELECT day FROM since)
                    ORDER BY s.day DESC LIMIT 1) before ON true),
            gone AS (
                DELETE FROM settlements s
                WHERE day >= (SELECT day FROM since) AND NOT EXISTS (
                    SELECT FROM closed c
                    WHERE c.kind = s.kind AND c.account = s.account AND c.item = s.item AND c.day = s.day))
            INSERT INTO settlements (kind, account, item, day, closing_e8)
            SELECT * FROM closed c WHERE NOT EXISTS (
                SELECT FROM settlements s
                WHERE s.kind = c.kind AND s.account = c.account AND s.item = c.item AND s.day = c.day
                    AND s.closing_e8 = c.closing_e8)
            ON CONFLICT (kind, account, item, day) DO UPDATE SET closing_e8 = EXCLUDED.closing_e8""";

    private static final String COMPARE = """
            WITH told AS (
                SELECT 'wallet' AS kind, account, asset AS item, total_e8::numeric AS told_e8 FROM balances
                UNION ALL SELECT 'quantity', account, instrument, net_quantity_e8 FROM positions
                UNION ALL SELECT 'cost', account, instrument, total_cost_e8::numeric - realized_pnl_e8 FROM positions
                UNION ALL SELECT DISTINCT kind, account, item, 0::numeric FROM settlements
                    WHERE (day >= (? AT TIME ZONE 'UTC')::date OR kind = 'asset') AND account NOT LIKE 'house:%')
            SELECT told.*, newest.day::text, coalesce(newest.closing_e8, 0) - told_e8 AS difference_e8
            FROM (SELECT kind, account, item, sum(told_e8) AS told_e8 FROM told GROUP BY kind, account, item) told
            LEFT JOIN LATERAL (
                SELECT s.day, s.closing_e8 FROM settlements s
                WHERE s.kind = told.kind AND s.account = told.account AND s.item = told.item
                ORDER BY s.day DESC LIMIT 1) newest ON true
            WHERE coalesce(newest.closing_e8, 0) <> told_e8
            ORDER BY kind, account, item""";

    private static final String NOTHING_DIFFERS = "UPDATE settlements SET difference_e8 = 0 WHERE difference_e8 <> 0";

    private static final String DIFFERS = """
            UPDATE settlements SET difference_e8 = ?::numeric WHERE kind = ? AND account = ? AND item = ? AND day = ?::date""";

    /**
     * Where the books do not agree.
     *
     * @param kind wallet, asset, quantity or cost
     * @param day the newest on which it moved; null when no entry and no fill speaks of it
     */
    record Difference(
            String kind,
            String account,
            String item,
            @Nullable String day,
            BigDecimal e8) {
        @Override
        public String toString() {
            var whose = account.isEmpty() ? "all accounts" : account;
            return "%s %s of %s, day %s: %s"
                    .formatted(kind, item, whose, day, e8.movePointLeft(8).toPlainString());
        }
    }

    private Settlement() {}

    /** Closes the books as they stand in this transaction, which must not have begun. */
    static List<Difference> settle(Connection connection) throws SQLException {
        // Rows, balances and positions of one moment: the fold goes on meanwhile.
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setNetworkTimeout(Runnable::run, PATIENCE_MS);
        long firstDay = firstDay(connection);
        addUp(connection, firstDay);
        var differences = compare(connection, firstDay);
        remember(connection, differences);
        return differences;
    }

    private static long firstDay(Connection connection) throws SQLException {
        try (var sql = Sql.of(connection, FIRST_DAY)) {
            var first = sql.first(row -> row.has("first_day") ? row.micros("first_day") : 0);
            return first == null ? 0 : first;
        }
    }

    private static void addUp(Connection connection, long firstDay) throws SQLException {
        try (var sql = Sql.of(connection, ADD_UP)) {
            sql.time(firstDay).run();
        }
    }

    private static List<Difference> compare(Connection connection, long firstDay) throws SQLException {
        try (var sql = Sql.of(connection, COMPARE)) {
            return sql.time(firstDay).all(Settlement::difference);
        }
    }

    private static Difference difference(Row row) throws SQLException {
        return new Difference(
                row.text("kind"),
                row.text("account"),
                row.text("item"),
                row.has("day") ? row.text("day") : null,
                new BigDecimal(row.text("difference_e8")));
    }

    private static void remember(Connection connection, List<Difference> differences) throws SQLException {
        try (var sql = Sql.of(connection, NOTHING_DIFFERS)) {
            sql.run();
        }
        try (var sql = Sql.of(connection, DIFFERS)) {
            for (var difference : differences) {
                if (difference.day == null) continue;
                sql.text(difference.e8.toPlainString());
                sql.text(difference.kind)
                        .text(difference.account)
                        .text(difference.item)
                        .text(difference.day);
                sql.add();
            }
            sql.sendAll();
        }
    }
}
