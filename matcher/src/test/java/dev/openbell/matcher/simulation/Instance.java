package dev.openbell.matcher.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.TimePassed;
import dev.openbell.matcher.engine.StateTape;
import dev.openbell.matcher.log.EventLog;
import dev.openbell.matcher.log.EventLogs;
import dev.openbell.matcher.log.LogClock;
import dev.openbell.matcher.log.LoggedCommands;
import dev.openbell.matcher.shard.Course;
import dev.openbell.matcher.shard.Proof;
import dev.openbell.matcher.shard.Recovery;
import dev.openbell.matcher.shard.Recovery.LogRange;
import dev.openbell.matcher.shard.Timekeeper;
import dev.openbell.matcher.simulation.Fate.Crash;
import dev.openbell.matcher.simulation.Fate.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** One matcher. What it has in memory is gone when it crashes; its snapshots, and what it has sent, remain. */
final class Instance {
    private static final int CLOCK_IS_WRONG_BY_MS = 60_000;
    private static final int MOST_CARRIED = 20;

    /**
     * Kafka does not answer. Not one of Kafka's own exceptions: the event log would catch that and take a nap of real time, and otherwise do
     * what is done here, which is to try again at the next turn.
     */
    private static final class Away extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Venue venue;
    private final Fate fate;
    private final Disk disk;
    private final Recovery recovery;
    private boolean owner;
    private @Nullable Run run;

    Instance(Venue venue, Path folder) {
        this.venue = venue;
        this.fate = venue.fate();
        this.disk = new Disk(venue, folder);
        this.recovery = disk.recovery();
    }

    Disk disk() {
        return disk;
    }

    /** What lives from a start to the next crash. */
    private final class Run {
        final long epoch = fate.number();
        final Map<Long, Request.Attempt> waiters = new HashMap<>();
        final Sender sender = new Sender(venue);
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
        return new LogRange(Venue.LOG_ID, 0, venue.commands().end());
    }

    void owns(boolean now) {
        owner = now;
    }

    private void start() throws IOException {
        try {
            var begun = new Run();
            begun.hasBegun = true;
            disk.mustLetBegin(begun.course.replica());
            run = begun;
        } catch (Away e) {
            // It tries again at its next turn.
        }
    }

    void crash() {
        var at = run;
        if (at == null) return;
        if (at.wire != null) at.wire.cut();
        at.sender.cut();
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
        var stamped = command.setVersion(LoggedCommands.VERSION)
                .setAcceptedAtMicros(at.time.now())
                .setInstanceEpoch(at.epoch)
                .setRequestNumber(++at.requests)
                .build();
        at.sender.send(stamped, by);
    }

    /** The network does its work: commands reach their log in any order, events in theirs. */
    void carry() {
        var at = run;
        if (at == null) return;
        at.sender.carry(fate.upTo(MOST_CARRIED));
        if (at.wire != null) at.wire.carry(fate.upTo(MOST_CARRIED));
    }

    /** The follower goes on, and now and then takes a snapshot. */
    void follow() throws IOException {
        var at = run;
        if (at == null || at.time == null) return;
        try {
            if (at.proof == null) {
                var beginning = recovery.begin(range(), at.events.atStart());
                disk.mustLetBegin(beginning.replica());
                at.proof = new Proof(beginning, 0);
            }
            prove(at.proof, fate.upTo(40));
            if (at.proof.isComplete() && fate.chance(0.1)) disk.save(at.proof);
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

    boolean isAtRest() {
        var at = run;
        return at != null
                && at.proof != null
                && at.proof.isComplete()
                && at.sender.isIdle()
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
        assertThat(StateTape.hash(at.course.replica().engine())).isEqualTo(fingerprint);
        assertThat(StateTape.hash(at.proof.replica().engine())).isEqualTo(fingerprint);
        disk.mustLeadTo(fingerprint);
    }
}
