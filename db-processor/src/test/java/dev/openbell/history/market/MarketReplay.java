package dev.openbell.history.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.history.candles.MarketClock;
import dev.openbell.history.database.Database;
import dev.openbell.history.log.LogPositions;
import dev.openbell.history.log.Position;
import dev.openbell.history.log.Progress;
import dev.openbell.trading.v1.EventPlace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A market that goes on in a database, without the Kafka between. */
public final class MarketReplay {
    private final Database database;
    private final MarketFold fold;
    private final EventLog log = new EventLog();
    private @Nullable Position position;

    public MarketReplay(Database database) {
        this(database, new MarketClock(), new Progress(Duration.ZERO));
    }

    public MarketReplay(Database database, MarketClock clock, Progress progress) {
        this.database = database;
        this.fold =
                new MarketFold(EventLog.SHARD, database, new MarketTables(new SimpleMeterRegistry()), clock, progress);
    }

    /** The event that comes next. */
    public EventPlace next() {
        return EventPlace.newBuilder()
                .setShard(EventLog.SHARD.partition())
                .setSequence(position == null ? 1 : position.lastSequence() + 1)
                .build();
    }

    /** Writes what happens next, and folds it. */
    public void apply(Consumer<EventLog> events) throws SQLException {
        var from = position;
        if (from == null) {
            var beginning = Position.atBeginning("topic", 0);
            from = database.transaction(connection -> LogPositions.findOrBegin(connection, EventLog.SHARD, beginning));
        }
        int known = log.records.size();
        events.accept(log);
        position = fold.apply(List.copyOf(log.records.subList(known, log.records.size())), from);
        assertThat(position.nextOffset()).isEqualTo(log.records.size());
    }
}
