package dev.openbell.matcher.snapshot;

import dev.openbell.matcher.engine.StateReader;
import dev.openbell.matcher.engine.StateWriter;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Where snapshots are kept: a folder on this machine, or something that many machines share. */
public interface SnapshotStore {
    /** Keeps a snapshot, and says what its checksum is. It is there as a whole or not at all. */
    String save(Snapshot snapshot, Consumer<StateWriter> state, Pace pace) throws IOException;

    /** The same, as quickly as it can be done. */
    default String save(Snapshot snapshot, Consumer<StateWriter> state) throws IOException {
        return save(snapshot, state, Pace.hurried());
    }

    /** The ids of what is kept for a shard, the newest first. */
    List<String> newestFirst(int shard) throws IOException;

    /** Which market it holds; reads nothing but the header. */
    Snapshot head(String id) throws IOException;

    /**
     * Reads one back.
     *
     * @throws IOException it cannot be read, or is not what was written
     */
    Snapshot load(String id, Consumer<StateReader> state) throws IOException;

    /** Puts a damaged one where it is not found again, for whoever wants to know what happened to it. */
    void setAside(String id) throws IOException;

    void delete(String id) throws IOException;
}
