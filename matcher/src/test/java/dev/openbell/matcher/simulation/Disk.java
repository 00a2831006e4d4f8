package dev.openbell.matcher.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.StateTape;
import dev.openbell.matcher.log.Replica;
import dev.openbell.matcher.shard.Proof;
import dev.openbell.matcher.shard.Recovery;
import dev.openbell.matcher.simulation.Fate.Crash;
import dev.openbell.matcher.simulation.Fate.Fault;
import dev.openbell.matcher.snapshot.Snapshot;
import dev.openbell.matcher.snapshot.SnapshotFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The snapshots of one instance, which outlive its crashes. Some get damaged, and it is known here which. */
final class Disk {
    private static final int SNAPSHOTS_KEPT = 3;
    private static final int HEADER_BYTES = 80;

    private final Venue venue;
    private final Fate fate;
    private final Path folder;
    private final SnapshotFolder snapshots;
    private final Set<String> damaged = new HashSet<>();

    Disk(Venue venue, Path folder) {
        this.venue = venue;
        this.fate = venue.fate();
        this.folder = folder;
        this.snapshots = new SnapshotFolder(folder);
    }

    Recovery recovery() {
        return new Recovery(Venue.SHARD, snapshots, Set.of());
    }

    /** The replica has begun at the newest snapshot that can be used; those that were damaged are out of the way. */
    void mustLetBegin(Replica replica) throws IOException {
        venue.auditor().mustBePublished(replica.engine().sequence());
        var chosen = new Snapshot(Venue.SHARD, Venue.LOG_ID, replica.logEpoch(), replica.nextOffset(), 0, 0, 0).id();
        if (replica.nextOffset() > 0) assertThat(damaged).doesNotContain(chosen);
        for (var id : Set.copyOf(damaged)) {
            if (id.compareTo(chosen) < 0) continue;
            assertThat(snapshots.newestFirst(Venue.SHARD)).doesNotContain(id);
            assertThat(folder.resolve(id + ".damaged")).exists();
            damaged.remove(id);
        }
    }

    void save(Proof proof) throws IOException {
        var snapshot = proof.snapshot(Venue.SHARD, Venue.LOG_ID);
        var engine = proof.replica().engine();
        if (fate.strikes(Fault.CRASH)) {
            Files.createDirectories(folder);
            Files.write(folder.resolve(snapshot.id() + ".unfinished"), new byte[fate.upTo(1_000)]);
            throw new Crash();
        }
        if (fate.strikes(Fault.DISK_FULL)) {
            assertThatThrownBy(() -> snapshots.save(snapshot, state -> {
                        engine.write(state);
                        throw new UncheckedIOException(new IOException("No space left on device"));
                    }))
                    .isInstanceOf(IOException.class);
            return;
        }
        var _ = snapshots.save(snapshot, engine::write);
        venue.auditor().mustBePublished(snapshot.sequence());
        damaged.remove(snapshot.id());
        var ids = snapshots.newestFirst(Venue.SHARD);
        for (var old : ids.subList(Math.min(SNAPSHOTS_KEPT, ids.size()), ids.size())) delete(old);
    }

    private void delete(String id) throws IOException {
        snapshots.delete(id);
        damaged.remove(id);
    }

    /** Some bytes of a file change, or its end is missing, or all of it. */
    void damageASnapshot() throws IOException {
        var ids = snapshots.newestFirst(Venue.SHARD);
        if (ids.isEmpty()) return;
        var id = fate.oneOf(ids);
        if (fate.chance(0.2)) {
            delete(id);
            return;
        }
        var file = folder.resolve(id + ".snapshot");
        var bytes = Files.readAllBytes(file);
        if (bytes.length == 0) return;
        damaged.add(id);
        if (fate.chance(0.3)) {
            Files.write(file, Arrays.copyOf(bytes, fate.upTo(bytes.length - 1)));
        } else {
            // The header is short, and every byte of it matters.
            int at = fate.upTo(Math.min(bytes.length, fate.chance(0.5) ? HEADER_BYTES : bytes.length) - 1);
            bytes[at] ^= (byte) (1 << fate.upTo(7));
            Files.write(file, bytes);
        }
    }

    /** From each snapshot that is whole, the rest of the log leads to where the truth is. */
    void mustLeadTo(String fingerprint) throws IOException {
        for (var id : snapshots.newestFirst(Venue.SHARD)) {
            if (damaged.contains(id)) continue;
            var engine = new Engine(Venue.SHARD);
            var head = snapshots.load(id, engine::read);
            var replica = new Replica(Venue.SHARD, engine, head.nextOffset(), head.logEpoch(), Set.of());
            for (var record : venue.commands().from(head.nextOffset(), Integer.MAX_VALUE)) {
                var _ = replica.apply(record, true);
                for (var part : replica.events()) venue.auditor().made(part);
            }
            assertThat(StateTape.hash(engine)).as("from snapshot %s", id).isEqualTo(fingerprint);
        }
    }
}
