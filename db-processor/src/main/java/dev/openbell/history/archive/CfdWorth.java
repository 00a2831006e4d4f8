package dev.openbell.history.archive;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.money.E8;
import dev.openbell.history.database.Row;
import dev.openbell.history.database.Sql;
import dev.openbell.trading.v1.Direction;
import dev.openbell.trading.v1.Position;
import dev.openbell.trading.v1.PositionStatus;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an account's open CFD positions had won or lost at given times: their sizes as they stood then, at the last mark of a minute
 * before. A position without a mark counts nothing.
 */
final class CfdWorth {
    private record Change(long timeMicros, Position after) {}

    private record Place(long number, String asset) {}

    private record Mark(long bid, long ask) {}

    private final Connection connection;
    private final String account;

    CfdWorth(Connection connection, String account) {
        this.connection = connection;
        this.account = account;
    }

    /** @param times in their order; one sum is answered for each */
    List<Long> at(List<Long> times) throws SQLException {
        var changes = changes(times.getFirst(), times.getLast());
        var marks = marks(times, changes);
        var open = new HashMap<String, Position>();
        var sums = new ArrayList<Long>(times.size());
        int next = 0;
        for (int i = 0; i < times.size(); i++) {
            for (; next < changes.size() && changes.get(next).timeMicros < times.get(i); next++) {
                var after = changes.get(next).after;
                if (after.getStatus() == PositionStatus.POSITION_OPEN) open.put(after.getPositionId(), after);
                else open.remove(after.getPositionId());
            }
            long sum = 0;
            for (var position : open.values()) {
                var mark = marks.get(new Place(i + 1, position.getAsset()));
                if (mark != null) sum += unrealized(position, mark);
            }
            sums.add(sum);
        }
        return sums;
    }

    /** Of every position that was open in between, from its beginning on, or from the first that is still kept. */
    private List<Change> changes(long first, long last) throws SQLException {
        try (var sql = Sql.of(connection, """
                SELECT e.occurred_at, e.position_after FROM cfd_positions p JOIN cfd_events e USING (position_id)
                WHERE p.account = ? AND p.opened_at < ? AND (p.closed_at IS NULL OR p.closed_at >= ?) AND e.occurred_at < ?
                ORDER BY e.occurred_at, e.sequence""")) {
            return sql.text(account).time(last).time(first).time(last).all(CfdWorth::read);
        }
    }

    private Map<Place, Mark> marks(List<Long> times, List<Change> changes) throws SQLException {
        var marks = new HashMap<Place, Mark>();
        var assets = changes.stream()
                .map(change -> change.after.getAsset())
                .distinct()
                .toList();
        if (assets.isEmpty()) return marks;
        try (var sql = Sql.of(connection, """
                SELECT point.number, asset.name, mark.bid_e8, mark.ask_e8
                FROM unnest(?) WITH ORDINALITY AS point (at, number)
                CROSS JOIN unnest(?) AS asset (name)
                CROSS JOIN LATERAL (
                    SELECT bid_e8, ask_e8 FROM cfd_marks WHERE cfd_marks.asset = asset.name COLLATE "C" AND minute < point.at
                    ORDER BY minute DESC LIMIT 1) mark""")) {
            sql.times(times)
                    .texts(assets)
                    .all(row -> marks.put(
                            new Place(row.number("number"), row.text("name")),
                            new Mark(row.number("bid_e8"), row.number("ask_e8"))));
        }
        return marks;
    }

    /** Quantity × the way of the price; a whole number on the instrument's grid. */
    private static long unrealized(Position position, Mark mark) {
        boolean isLong = position.getDirection() == Direction.LONG;
        long way = isLong ? mark.bid - position.getEntryPriceE8() : position.getEntryPriceE8() - mark.ask;
        var product = BigInteger.valueOf(position.getQuantityE8()).multiply(BigInteger.valueOf(way));
        return product.divide(BigInteger.valueOf(E8.ONE)).longValue();
    }

    private static Change read(Row row) throws SQLException {
        try {
            return new Change(row.micros("occurred_at"), Position.parseFrom(row.bytes("position_after")));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("An event of a position cannot be read", e);
        }
    }
}
