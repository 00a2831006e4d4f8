package dev.openbell.history.positions;

import dev.openbell.events.v1.PositionChanged;
import dev.openbell.events.v1.TradedSide;
import dev.openbell.trading.v1.CfdPrice;
import dev.openbell.trading.v1.Trade;
import java.sql.Connection;
import java.sql.SQLException;

/** What a batch of one shard's events did to positions. Takes each event once, in their order. */
public final class Positions {
    private final NetPositions net;
    private final CfdPositions cfd;

    public Positions(int shard) {
        net = new NetPositions(shard);
        cfd = new CfdPositions(shard);
    }

    public void traded(TradedSide side, Trade trade, long sequence) {
        net.add(side, trade, sequence);
    }

    public void changed(PositionChanged changed, long sequence, long timeMicros) {
        cfd.add(changed, sequence, timeMicros);
    }

    public void marked(CfdPrice price, long sequence, long timeMicros) {
        cfd.add(price, sequence, timeMicros);
    }

    /** In the transaction that moves the log's position. */
    public void write(Connection connection) throws SQLException {
        net.write(connection);
        cfd.write(connection);
    }
}
