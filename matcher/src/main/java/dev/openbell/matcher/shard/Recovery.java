package dev.openbell.matcher.shard;

import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.OtherLayout;
import dev.openbell.matcher.log.EventLog;
import dev.openbell.matcher.log.Replica;
import dev.openbell.matcher.snapshot.Snapshot;
import dev.openbell.matcher.snapshot.SnapshotStore;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a replica begins: at the newest snapshot that is whole, belongs to this log, and is not ahead of what was published. */
final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    private static final String WAY_ON = "./openbell recover is the way on";

    private final int shard;
    private final SnapshotStore store;
    private final Set<Long> passedOver;

    Recovery(int shard, SnapshotStore store, Set<Long> passedOver) {
        this.shard = shard;
        this.store = store;
        this.passedOver = passedOver;
    }

    /** A command log as it is found at the start: which one it is, and what it holds. */
    record LogRange(String id, long begin, long end) {}

    /** @param nextEventOffset from where on the event log holds what comes after */
    record Beginning(Replica replica, long nextEventOffset) {}

    Beginning begin(LogRange range, EventLog.End published) throws IOException {
        for (var id : store.newestFirst(shard)) {
            try {
                var head = store.head(id);
                if (isUsable(head, range, published)) return load(id);
            } catch (OtherLayout e) {
                log.warn("Snapshot {} was written by another version: {}", id, e.getMessage());
            } catch (IOException e) {
                log.error("Snapshot {} is damaged and is set aside: {}", id, e.toString());
                store.setAside(id);
            }
        }
        if (range.begin > 0) {
            throw new IllegalStateException("The command log begins at offset " + range.begin
                    + ", and there is no snapshot to begin with. " + WAY_ON);
        }
        return new Beginning(new Replica(shard, new Engine(shard), 0, 0, passedOver), 0);
    }

    private static boolean isUsable(Snapshot head, LogRange range, EventLog.End published) {
        if (!head.logId().equals(range.id)) {
            throw new IllegalStateException(
                    "Snapshot " + head.id() + " was made of another command log (" + head.logId() + ", this is "
                            + range.id + "). Give the matcher its own folder of snapshots, or its own topic");
        }
        if (head.nextOffset() > range.end) {
            throw new IllegalStateException("The command log ends at offset " + range.end + ", and snapshot "
                    + head.id() + " knows commands beyond that: they are lost. " + WAY_ON);
        }
        if (head.sequence() > published.sequence()) {
            log.warn("Snapshot {} is ahead of the event log, which ends at {}", head.id(), published.sequence());
            return false;
        }
        return head.nextOffset() >= range.begin;
    }

    private Beginning load(String id) throws IOException {
        var engine = new Engine(shard);
        var head = store.load(id, engine::read);
        log.info("Snapshot {}: command {} and event {}", id, head.nextOffset(), head.sequence());
        var replica = new Replica(shard, engine, head.nextOffset(), head.logEpoch(), passedOver);
        return new Beginning(replica, head.nextEventOffset());
    }
}
