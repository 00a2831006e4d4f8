package dev.openbell.matcher.snapshot;

import dev.openbell.matcher.engine.StateReader;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The snapshots that there are, for whoever begins with one. */
public interface Snapshots {
    /** The ids of what is kept for a shard, in the archive too, the newest first. */
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
}
