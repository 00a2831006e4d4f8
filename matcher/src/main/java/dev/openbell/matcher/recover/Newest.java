package dev.openbell.matcher.recover;

import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.OtherLayout;
import dev.openbell.matcher.snapshot.Snapshot;
import dev.openbell.matcher.snapshot.Snapshots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest snapshot that is whole.
 *
 * @param snapshot none where there is none: then the market begins empty
 * @param damaged newer ones that are not
 */
record Newest(@Nullable Snapshot snapshot, Engine engine, List<String> damaged) {
    static Newest of(Snapshots store, int shard) throws IOException {
        var damaged = new ArrayList<String>();
        for (var id : store.newestFirst(shard)) {
            try {
                var engine = new Engine(shard);
                return new Newest(store.load(id, engine::read), engine, damaged);
            } catch (OtherLayout e) {
                throw new CannotRecover(
                        "Snapshot %s was written by another version of the matcher (%s); recover with that one"
                                .formatted(id, e.getMessage()),
                        e);
            } catch (IOException e) {
                damaged.add(id);
            }
        }
        return new Newest(null, new Engine(shard), damaged);
    }

    /** The first command that it does not include. */
    long nextOffset() {
        return snapshot == null ? 0 : snapshot.nextOffset();
    }

    long logEpoch() {
        return snapshot == null ? 0 : snapshot.logEpoch();
    }
}
