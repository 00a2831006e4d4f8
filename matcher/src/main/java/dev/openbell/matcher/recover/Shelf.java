package dev.openbell.matcher.recover;

import dev.openbell.matcher.engine.StateReader;
import dev.openbell.matcher.snapshot.Snapshot;
import dev.openbell.matcher.snapshot.Snapshots;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The snapshots of a shard as they stood there at one moment, to be looked at: nothing is changed. */
record Shelf(Snapshots store, List<String> ids) implements Snapshots {
    static Shelf of(Snapshots store, int shard) throws IOException {
        return new Shelf(store, store.newestFirst(shard));
    }

    @Override
    public List<String> newestFirst(int shard) {
        return ids;
    }

    @Override
    public Snapshot head(String id) throws IOException {
        return store.head(id);
    }

    @Override
    public Snapshot load(String id, Consumer<StateReader> state) throws IOException {
        return store.load(id, state);
    }

    /** A damaged one stays where it is. */
    @Override
    public void setAside(String id) {}
}
