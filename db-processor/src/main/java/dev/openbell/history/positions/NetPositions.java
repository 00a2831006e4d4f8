package dev.openbell.history.positions;

import dev.openbell.events.v1.TradedSide;
import dev.openbell.history.database.Sql;
import dev.openbell.trading.v1.Trade;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The positions that the trades of a batch change: read once, folded in memory, written once. A row says which trade it includes as its
 * last, so one that comes again changes nothing.
 */
final class NetPositions {
    private static final String KNOWN = """
            SELECT p.* FROM unnest(?, ?) AS wanted (account, instrument)
            JOIN positions p ON wanted.account COLLATE "C" = p.account AND wanted.instrument COLLATE "C" = p.instrument""";

    private static final String POSITION = """
            INSERT INTO positions (account, instrument, net_quantity_e8, total_cost_e8, realized_pnl_e8, last_updated, shard,
                sequence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account, instrument) DO UPDATE SET net_quantity_e8 = EXCLUDED.net_quantity_e8,
                total_cost_e8 = EXCLUDED.total_cost_e8, realized_pnl_e8 = EXCLUDED.realized_pnl_e8,
                last_updated = EXCLUDED.last_updated, shard = EXCLUDED.shard, sequence = EXCLUDED.sequence""";

    private record Name(String account, String instrument) {}

    private record Deal(TradedSide side, Trade trade, long sequence) {}

    private record State(Netting netting, long sequence) {}

    private final int shard;
    private final Map<Name, List<Deal>> deals = new HashMap<>();

    NetPositions(int shard) {
        this.shard = shard;
    }

    void add(TradedSide side, Trade trade, long sequence) {
        var name = new Name(side.getAccount(), trade.getInstrument());
        deals.computeIfAbsent(name, first -> new ArrayList<>()).add(new Deal(side, trade, sequence));
    }

    void write(Connection connection) throws SQLException {
        if (deals.isEmpty()) return;
        var known = known(connection);
        try (var sql = Sql.of(connection, POSITION)) {
            for (var traded : deals.entrySet()) {
                var name = traded.getKey();
                var state = known.getOrDefault(name, new State(new Netting(), 0));
                var last = fold(traded.getValue(), state);
                if (last.sequence <= state.sequence) continue;
                sql.text(name.account).text(name.instrument);
                sql.number(state.netting.quantity())
                        .number(state.netting.cost())
                        .number(state.netting.realized());
                sql.time(last.trade.getTimestampMicros()).number(shard).number(last.sequence);
                sql.add();
            }
            sql.sendAll();
        }
    }

    private Map<Name, State> known(Connection connection) throws SQLException {
        var names = List.copyOf(deals.keySet());
        var known = new HashMap<Name, State>();
        try (var sql = Sql.of(connection, KNOWN)) {
            sql.texts(names.stream().map(Name::account).toList());
            sql.texts(names.stream().map(Name::instrument).toList());
            sql.all(row -> {
                var netting = new Netting(
                        row.number("net_quantity_e8"), row.number("total_cost_e8"), row.number("realized_pnl_e8"));
                return known.put(
                        new Name(row.text("account"), row.text("instrument")),
                        new State(netting, row.number("sequence")));
            });
        }
        return known;
    }

    private static Deal fold(List<Deal> deals, State state) {
        for (var deal : deals) {
            if (deal.sequence <= state.sequence) continue;
            var trade = deal.trade;
            state.netting.trade(deal.side.getOrder().getSide(), trade.getPriceE8(), trade.getQuantityE8());
        }
        return deals.getLast();
    }
}
