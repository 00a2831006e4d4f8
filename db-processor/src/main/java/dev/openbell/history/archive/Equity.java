package dev.openbell.history.archive;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.history.candles.Interval;
import dev.openbell.history.candles.Times;
import dev.openbell.history.database.Sql;
import dev.openbell.history.v1.EquityPoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account was worth over time: its dollars, and what its open CFD positions would have brought.
 *
 * <p>Each ledger entry says what the wallet held after it, so a point costs one look into an index, however many entries there are.
 */
final class Equity {
    private static final String CASH = "USD";
    private static final int BY_DEFAULT = 500, MOST = 1_000;

    private record Span(long firstMicros, long lastMicros) {}

    private final Connection connection;
    private final String account;

    Equity(Connection connection, String account) {
        this.connection = connection;
        this.account = account;
    }

    /** @param now where the line ends, unless the period says so */
    List<EquityPoint> over(Period period, Interval interval, long now) throws SQLException {
        var moved = moneyMoved();
        long end = period.end() != null ? period.end() : Math.max(now, moved == null ? 0 : moved.lastMicros + 1);
        long start = period.start() != null ? period.start() : end - BY_DEFAULT * interval.micros();
        if ((end - start) / interval.micros() > MOST) {
            throw Refusal.invalid("start_time", "is too early: there are at most %d points".formatted(MOST));
        }
        if (moved == null || end <= moved.firstMicros) return List.of();
        return points(ends(interval, Math.max(start, moved.firstMicros), end));
    }

    /** Every end of an interval between these two, and the end itself. */
    private static List<Long> ends(Interval interval, long start, long end) {
        var ends = new ArrayList<Long>();
        long first = Times.floor(start, interval.micros()) + interval.micros();
        for (long at = first; at < end; at += interval.micros()) ends.add(at);
        ends.add(end);
        return ends;
    }

    private List<EquityPoint> points(List<Long> times) throws SQLException {
        var cash = cash(times);
        var unrealized = new CfdWorth(connection, account).at(times);
        var points = new ArrayList<EquityPoint>(times.size());
        for (int i = 0; i < times.size(); i++) {
            points.add(EquityPoint.newBuilder()
                    .setTimestampMicros(times.get(i))
                    .setEquityE8(cash.get(i) + unrealized.get(i))
                    .build());
        }
        return points;
    }

    private @Nullable Span moneyMoved() throws SQLException {
        try (var sql = Sql.of(connection, """
                SELECT min(posted_at) AS first, max(posted_at) AS last FROM ledger_entries WHERE account = ? AND asset = ?
                HAVING min(posted_at) IS NOT NULL""")) {
            return sql.text(account).text(CASH).first(row -> new Span(row.micros("first"), row.micros("last")));
        }
    }

    /** The account has a wallet in each shard that it trades in; the ids of their entries tell them apart. */
    private List<Long> cash(List<Long> times) throws SQLException {
        var shards = shards();
        try (var sql = Sql.of(connection, """
                SELECT (
                    SELECT coalesce(sum(newest.balance_e8), 0)::bigint
                    FROM unnest(?, ?) AS shard (first_id, end_id)
                    CROSS JOIN LATERAL (
                        SELECT balance_e8 FROM ledger_entries
                        WHERE account = ? AND asset = ? AND posted_at < point.at
                            AND entry_id >= shard.first_id COLLATE "C" AND entry_id < shard.end_id COLLATE "C"
                        ORDER BY posted_at DESC, entry_id DESC LIMIT 1) newest) AS cash_e8
                FROM unnest(?) WITH ORDINALITY AS point (at, number) ORDER BY number""")) {
            sql.texts(shards.stream().map(shard -> Ids.ofShard(shard, 0)).toList());
            sql.texts(shards.stream().map(shard -> Ids.ofShard(shard + 1, 0)).toList());
            return sql.text(account).text(CASH).times(times).all(row -> row.number("cash_e8"));
        }
    }

    private List<Integer> shards() throws SQLException {
        try (var sql = Sql.of(connection, "SELECT shard FROM balances WHERE account = ? AND asset = ?")) {
            return sql.text(account).text(CASH).all(row -> (int) row.number("shard"));
        }
    }
}
