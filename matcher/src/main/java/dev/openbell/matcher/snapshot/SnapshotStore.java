package dev.openbell.matcher.snapshot;

import dev.openbell.matcher.engine.StateWriter;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Where snapshots are kept: a folder on this machine, or something that many machines share. */
public interface SnapshotStore extends Snapshots {
    /** Keeps a snapshot, and says what its checksum is. It is there as a whole or not at all. */
    String save(Snapshot snapshot, Consumer<StateWriter> state, Pace pace) throws IOException;

    /** The same, as quickly as it can be done. */
    default String save(Snapshot snapshot, Consumer<StateWriter> state) throws IOException {
        return save(snapshot, state, Pace.hurried());
    }

    /** The ids of what is not only in the archive, the newest first. */
    List<String> recent(int shard) throws IOException;

    /** Deletes one; what is in the archive stays there. */
    void delete(String id) throws IOException;

    /** The ids of what was put by for long, the newest first. */
    List<String> archived(int shard) throws IOException;

    /** Puts one by, so that it outlives those that are taken later. */
    void archive(String id) throws IOException;

    /** It need not be in the archive any more. */
    void forget(String id) throws IOException;
}
