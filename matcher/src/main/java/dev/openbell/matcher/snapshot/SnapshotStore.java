package dev.openbell.matcher.snapshot;

import dev.openbell.matcher.engine.StateWriter;
import java.io.IOException;
import java.util.function.Consumer;

/** Where snapshots are kept: a folder on this machine, or something that many machines share. */
public interface SnapshotStore extends Snapshots {
    /** Keeps a snapshot, and says what its checksum is. It is there as a whole or not at all. */
    String save(Snapshot snapshot, Consumer<StateWriter> state, Pace pace) throws IOException;

    /** The same, as quickly as it can be done. */
    default String save(Snapshot snapshot, Consumer<StateWriter> state) throws IOException {
        return save(snapshot, state, Pace.hurried());
    }

    void delete(String id) throws IOException;
}
