package dev.openbell.matcher.shard;

import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.OtherLayout;
import dev.openbell.matcher.log.EventLog;
import dev.openbell.matcher.log.Replica;
import dev.openbell.matcher.snapshot.Snapshot;
import dev.openbell.matcher.snapshot.Snapshots;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a replica begins: at the newest snapshot that is whole, belongs to this log, and is not ahead of what was published. */
public final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    private static final String WAY_ON = "./openbell recover is the way on";

    private final int shard;
    private final Snapshots store;
    private final Set<Long> passedOver;
    private @Nullable FutureTask<Loaded> ahead;

    public Recovery(int shard, Snapshots store, Set<Long> passedOver) {
        this.shard = shard;
        this.store = store;
        this.passedOver = passedOver;
    }

    /** A command log as it is found at the start: which one it is, and what it holds. */
    public record LogRange(String id, long begin, long end) {}

    /**
     * What a replica begins with.
     *
     * @param nextEventOffset from where on the event log holds what comes after
     */
    public record Beginning(Replica replica, long nextEventOffset) {}

    /** What a snapshot holds: an engine can only be filled once. */
    private record Loaded(Snapshot head, Engine engine) {}

    /** Reads the newest snapshot already: whether it can be used is what Kafka says, and to reach Kafka takes as long. */
    public void readAhead() {
        ahead = new FutureTask<>(() -> {
            var newest = store.newestFirst(shard);
            return newest.isEmpty() ? null : load(newest.getFirst());
        });
        Thread.ofPlatform().name("read-ahead").daemon().start(ahead);
    }

    /** The newest snapshot that can be used, or the beginning of the log. */
    public Beginning begin(LogRange range, EventLog.End published) throws IOException {
        for (var id : store.newestFirst(shard)) {
            try {
                var head = store.head(id);
                if (isUsable(head, range, published)) return beginning(loaded(id));
                // Bad news is believed only of a file that is whole.
                var _ = store.load(id, state -> {});
                sayWhyNot(head, range, published);
            } catch (OtherLayout e) {
                log.warn("Snapshot {} was written by another version: {}", id, e.getMessage());
            } catch (IOException e) {
                setAside(id, e);
            }
        }
        if (published.logEpoch() > 0) {
            throw new IllegalStateException("The event log is of log epoch " + published.logEpoch()
                    + ", and there is no snapshot of that to begin with. " + WAY_ON);
        }
        if (range.begin > 0) {
            throw new IllegalStateException("The command log begins at offset " + range.begin
                    + ", and there is no snapshot to begin with. " + WAY_ON);
        }
        return new Beginning(new Replica(shard, new Engine(shard), 0, 0, passedOver), 0);
    }

    private void setAside(String id, IOException damage) {
        try {
            store.setAside(id);
            log.error("Snapshot {} is damaged and is set aside: {}", id, damage.toString());
        } catch (IOException e) {
            log.error(
                    "Snapshot {} is damaged ({}) and is passed over; it stays where it is: {}",
                    id,
                    damage,
                    e.toString());
        }
    }

    private static boolean isUsable(Snapshot head, LogRange range, EventLog.End published) {
        return head.logId().equals(range.id)
                && head.logEpoch() == published.logEpoch()
                && head.nextOffset() >= range.begin
                && head.nextOffset() <= range.end
                && head.sequence() <= published.sequence();
    }

    private static void sayWhyNot(Snapshot head, LogRange range, EventLog.End published) {
        if (!head.logId().equals(range.id)) {
            throw new IllegalStateException(
                    "Snapshot " + head.id() + " was made of another command log (" + head.logId() + ", this is "
                            + range.id + "). Give the matcher its own folder of snapshots, or its own topic");
        }
        if (head.logEpoch() > published.logEpoch()) {
            throw new IllegalStateException("The event log ends in log epoch " + published.logEpoch()
                    + ", and snapshot " + head.id() + " is of a later one: its end is lost. " + WAY_ON);
        }
        // Offsets and events of an epoch that is over mean something else now.
        if (head.logEpoch() < published.logEpoch()) return;
        if (head.nextOffset() > range.end) {
            throw new IllegalStateException("The command log ends at offset " + range.end + ", and snapshot "
                    + head.id() + " knows commands beyond that: they are lost. " + WAY_ON);
        }
        if (head.sequence() > published.sequence()) {
            log.warn("Snapshot {} is ahead of the event log, which ends at {}", head.id(), published.sequence());
        }
    }

    private Loaded loaded(String id) throws IOException {
        var reading = ahead;
        ahead = null;
        if (reading == null) return load(id);
        try {
            var read = reading.get();
            return read != null && read.head.id().equals(id) ? read : load(id);
        } catch (ExecutionException e) {
            // It is read once more, and says then what is wrong with it.
            log.debug("Reading ahead failed", e);
            return load(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return load(id);
        }
    }

    private Loaded load(String id) throws IOException {
        var engine = new Engine(shard);
        return new Loaded(store.load(id, engine::read), engine);
    }

    private Beginning beginning(Loaded from) {
        var head = from.head;
        log.info("Snapshot {}: command {} and event {}", head.id(), head.nextOffset(), head.sequence());
        var replica = new Replica(shard, from.engine, head.nextOffset(), head.logEpoch(), passedOver);
        return new Beginning(replica, head.nextEventOffset());
    }
}
