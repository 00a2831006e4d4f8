package dev.openbell.matcher.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.TimePassed;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.log.EventLog;
import dev.openbell.matcher.log.EventLogs;
import dev.openbell.matcher.log.LogClock;
import dev.openbell.matcher.log.LoggedCommands;
import dev.openbell.matcher.log.Replica;
import dev.openbell.matcher.shard.Course;
import dev.openbell.matcher.shard.Proof;
import dev.openbell.matcher.shard.Recovery;
import dev.openbell.matcher.shard.Recovery.LogRange;
import dev.openbell.matcher.shard.Timekeeper;
import dev.openbell.matcher.simulation.Fate.Crash;
import dev.openbell.matcher.simulation.Fate.Fault;
import dev.openbell.matcher.snapshot.Snapshot;
import dev.openbell.matcher.snapshot.SnapshotFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** One matcher. What it has in memory is gone when it crashes; its snapshots, and what it has sent, remain. */
final class Instance {
    private static final String LOG_ID = "the command log";
    private static final int SNAPSHOTS_KEPT = 3;
    private static final int CLOCK_IS_WRONG_BY_MS = 60_000;
    private static final int MOST_CARRIED = 20;
    private static final int HEADER_BYTES = 80;
    private static final int GIVES_UP_AFTER_MICROS = 3_000_000;

    /**
     * Kafka does not answer. Not one of Kafka's own exceptions: the event log would catch that and take a nap of real time, and otherwise do
     * what is done here, which is to try again at the next turn.
     */
    private static final class Away extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private record Handed(LoggedCommand command, Request.@Nullable Attempt by, long at) {}

    private final Venue venue;
    private final Fate fate;
    private final Path folder;
    private final SnapshotFolder snapshots;
    private final Recovery recovery;
    private final Set<String> damaged = new HashSet<>();
    private boolean owner;
    private @Nullable Run run;

    Instance(Venue venue, Path folder) {
        this.venue = venue;
        this.fate = venue.fate();
        this.folder = folder;
        this.snapshots = new SnapshotFolder(folder);
        this.recovery = new Recovery(Venue.SHARD, snapshots, Set.of());
    }

    /** What lives from a start to the next crash. */
    private final class Run {
        final long epoch = fate.number();
        final Map<Long, Request.Attempt> waiters = new HashMap<>();
        final List<Handed> handed = new ArrayList<>();
        final EventLog events;
        final Course course;

        @Nullable
        Wire wire;

        @Nullable
        Timekeeper time;

        @Nullable
        Proof proof;

        boolean hasBegun;
        long requests;

        Run() throws IOException {
            events = EventLogs.over(venue.events().partition(), this::newWire, this::newReader);
            course = new Course(recovery, range(), events);
        }

        private Wire newWire() {
            if (fate.strikes(Fault.KAFKA_AWAY)) throw new Away();
            var fresh = new Wire(venue);
            wire = fresh;
            return fresh;
        }

        private Reader newReader() {
            // While another one publishes it looks now and then by real time, of which there is none here.
            if (hasBegun && !owner) throw new Away();
            if (fate.strikes(Fault.KAFKA_AWAY)) throw new Away();
            return new Reader(venue.events());
        }
    }

    private LogRange range() {
        return new LogRange(LOG_ID, 0, venue.commands().end());
    }

    void owns(boolean now) {
        owner = now;
    }

    private void start() throws IOException {
        try {
            var begun = new Run();
            begun.hasBegun = true;
            began(begun.course.replica());
            run = begun;
        } catch (Away e) {
            // It tries again at its next turn.
        }
    }

    /** It has begun at the newest snapshot that can be used; those that were damaged are out of the way. */
    private void began(Replica replica) throws IOException {
        venue.auditor().mustBePublished(replica.engine().sequence());
        var chosen = new Snapshot(Venue.SHARD, LOG_ID, replica.logEpoch(), replica.nextOffset(), 0, 0, 0).id();
        if (replica.nextOffset() > 0) assertThat(damaged).doesNotContain(chosen);
        for (var id : Set.copyOf(damaged)) {
            if (id.compareTo(chosen) < 0) continue;
            assertThat(snapshots.newestFirst(Venue.SHARD)).doesNotContain(id);
            assertThat(folder.resolve(id + ".damaged")).exists();
            damaged.remove(id);
        }
    }

    void crash() {
        var at = run;
        if (at == null) return;
        if (at.wire != null) at.wire.cut();
        giveUpOld(at);
        for (var command : at.handed) {
            if (fate.chance(0.5)) late(command);
        }
        at.waiters.values().forEach(Request.Attempt::failed);
        run = null;
    }

    /** What a shard does again and again. */
    void turn() throws IOException, InterruptedException {
        var at = run;
        if (at == null) {
            start();
            return;
        }
        try {
            tend(at);
            fate.mayCrash();
            if (at.time == null && at.course.hasCaughtUp()) open(at);
            keepTime(at);
            for (var record : venue.commands().from(at.course.replica().nextOffset(), fate.upTo(20))) apply(at, record);
        } catch (Crash e) {
            crash();
        }
    }

    private void tend(Run at) throws InterruptedException {
        try {
            at.events.tend(owner);
        } catch (Away e) {
            // It tries again at its next turn.
        }
    }

    private void apply(Run at, ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        fate.mayCrash();
        var answer = at.course.apply(record);
        fate.mayCrash();
        var replica = at.course.replica();
        var logged = replica.logged();
        if (logged.getInstanceEpoch() == at.epoch) {
            var waiter = at.waiters.remove(logged.getRequestNumber());
            if (waiter != null) waiter.answered(Told.of(answer, replica));
        }
        fate.mayCrash();
        at.course.publish(venue.auditor()::made);
    }

    private void open(Run at) {
        // Whatever time it believes it is.
        var wall = Instant.EPOCH
                .plus(venue.now(), ChronoUnit.MICROS)
                .plusMillis(fate.upTo(2 * CLOCK_IS_WRONG_BY_MS) - CLOCK_IS_WRONG_BY_MS);
        at.time = new Timekeeper(new LogClock(
                Clock.fixed(wall, ZoneOffset.UTC),
                () -> venue.now() * 1_000,
                at.course.replica().engine().now()));
    }

    private void keepTime(Run at) {
        var time = at.time;
        if (time == null) return;
        boolean due = time.look(at.course.replica().engine()) == 0;
        if (!due || !owner) return;
        time.told();
        hand(at, LoggedCommand.newBuilder().setTimePassed(TimePassed.getDefaultInstance()), null);
    }

    /** Takes a command, if it is open; who sent it is told what came of it, or that nobody knows. */
    void submit(Request request) {
        var at = run;
        if (at == null || at.time == null) return;
        var attempt = request.sent(venue.now());
        at.waiters.put(at.requests + 1, attempt);
        hand(at, request.wish().toBuilder(), attempt);
    }

    private void hand(Run at, LoggedCommand.Builder command, Request.@Nullable Attempt by) {
        if (at.time == null) throw new IllegalStateException("it is not open");
        at.handed.add(new Handed(
                command.setVersion(LoggedCommands.VERSION)
                        .setAcceptedAtMicros(at.time.now())
                        .setInstanceEpoch(at.epoch)
                        .setRequestNumber(++at.requests)
                        .build(),
                by,
                venue.now()));
    }

    /** The network does its work: commands reach their log in any order, events in theirs. */
    void carry() {
        var at = run;
        if (at == null) return;
        giveUpOld(at);
        for (int some = fate.upTo(MOST_CARRIED); some > 0 && !at.handed.isEmpty(); some--) {
            carry(at.handed.remove(fate.upTo(at.handed.size() - 1)));
        }
        if (at.wire != null) at.wire.carry(fate.upTo(MOST_CARRIED));
    }

    /** The producer gives up before its callers do, so that nothing is done long after they have gone. */
    private void giveUpOld(Run at) {
        for (var command : at.handed) {
            if (isOld(command) && command.by != null) command.by.failed();
        }
        at.handed.removeIf(this::isOld);
    }

    private boolean isOld(Handed command) {
        return venue.now() - command.at > GIVES_UP_AFTER_MICROS;
    }

    private void carry(Handed command) {
        boolean appended = !fate.strikes(Fault.NOT_APPENDED);
        if (appended) venue.commands().append(record(command));
        else if (fate.chance(0.5)) late(command);
        if (appended && !fate.strikes(Fault.ACKNOWLEDGEMENT_LOST)) return;
        if (command.by != null) command.by.failed();
    }

    private void late(Handed command) {
        venue.commands().appendLate(venue.now() + fate.upTo(GIVES_UP_AFTER_MICROS), record(command));
    }

    private ProducerRecord<byte[], byte[]> record(Handed command) {
        return new ProducerRecord<>(venue.commands().partition().topic(), command.command.toByteArray());
    }

    /** The follower goes on, and now and then takes a snapshot. */
    void follow() throws IOException {
        var at = run;
        if (at == null || at.time == null) return;
        try {
            if (at.proof == null) {
                var beginning = recovery.begin(range(), at.events.atStart());
                began(beginning.replica());
                at.proof = new Proof(beginning, 0);
            }
            prove(at.proof, fate.upTo(40));
            if (at.proof.isComplete() && fate.chance(0.1)) save(at.proof);
        } catch (Crash e) {
            crash();
        }
    }

    private void prove(Proof proof, int most) {
        for (int i = 0; i < most; i++) {
            fate.mayCrash();
            if (proof.isComplete()) {
                for (var command : venue.commands().from(proof.replica().nextOffset(), 1)) proof.apply(command);
            } else {
                for (var published : venue.events().from(proof.nextEventOffset(), 1)) proof.compare(published);
            }
        }
    }

    private void save(Proof proof) throws IOException {
        var snapshot = proof.snapshot(Venue.SHARD, LOG_ID);
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

    boolean isAtRest() {
        var at = run;
        return at != null
                && at.proof != null
                && at.proof.isComplete()
                && at.handed.isEmpty()
                && at.course.replica().nextOffset() == venue.commands().end()
                && at.proof.replica().nextOffset() == venue.commands().end();
    }

    boolean hasPublishedEverything() {
        return run != null && run.events.isDone();
    }

    /** The last event that it has made. */
    long sequence() {
        return run == null ? 0 : run.course.replica().engine().sequence();
    }

    /** Each of its replicas is where the truth is, and from each of its snapshots one comes there too. */
    void mustStandAt(String fingerprint) throws IOException {
        var at = run;
        assertThat(at).as("the instance is up").isNotNull();
        if (at == null || at.proof == null) return;
        assertThat(Fingerprint.of(at.course.replica().engine())).isEqualTo(fingerprint);
        assertThat(Fingerprint.of(at.proof.replica().engine())).isEqualTo(fingerprint);
        for (var id : snapshots.newestFirst(Venue.SHARD)) {
            if (damaged.contains(id)) continue;
            var engine = new Engine(Venue.SHARD);
            var head = snapshots.load(id, engine::read);
            var replica = new Replica(Venue.SHARD, engine, head.nextOffset(), head.logEpoch(), Set.of());
            for (var record : venue.commands().from(head.nextOffset(), Integer.MAX_VALUE)) {
                var _ = replica.apply(record, true);
                for (var part : replica.events()) venue.auditor().made(part);
            }
            assertThat(Fingerprint.of(engine)).as("from snapshot %s", id).isEqualTo(fingerprint);
        }
    }
}
