package dev.openbell.standalone;

import dev.openbell.standalone.inbox.Inbox;
import dev.openbell.standalone.parts.CannotStart;
import dev.openbell.standalone.parts.Doors;
import dev.openbell.standalone.parts.Part;
import dev.openbell.standalone.parts.Port;
import dev.openbell.standalone.parts.Ports;
import dev.openbell.standalone.parts.Rehearsal;
import dev.openbell.standalone.parts.RunningProcess;
import dev.openbell.standalone.parts.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A running venue.
 * <pre>
 *   try (var venue = Venue.start(Setup.onFreePorts(folder))) {
 *       trade(venue.addresses().edge());
 *       venue.kill("matcher");
 *       venue.awaitReady("matcher", Duration.ofSeconds(30));
 *   }
 * </pre>
 */
public final class Venue implements AutoCloseable {
    private static final List<String> STOPPED_LAST = List.of("redis", "kafka", "postgres");
    private static final Duration START_LIMIT = Duration.ofMinutes(5), TELL_AFTER = Duration.ofSeconds(20);
    private static final long LOOK_AGAIN_MS = 50;

    private final Setup setup;
    private final Console console;
    private final DataFolder data;
    private final Ports ports;
    private final Addresses addresses;
    private final Map<String, Supervisor> supervisors = new LinkedHashMap<>();
    private @Nullable Inbox inbox;
    private final @Nullable Rehearsal rehearsal;

    private volatile boolean allReady;
    private volatile boolean closing;
    private final Object stopping = new Object();
    private boolean stopped;
    private volatile @Nullable String failure;

    /** Takes the data folder and puts the parts together; {@link #open} starts them. */
    Venue(Setup setup) throws InterruptedException {
        this.setup = setup;
        console = new Console(setup.out());
        data = DataFolder.take(setup.data());
        try {
            stopLeftovers();
            if (setup.fresh()) data.empty();
            ports = Ports.from(setup.environment());
            ports.checkFree();
            addresses = new Addresses(ports);
            var assembly = new Assembly(setup, data, ports);
            for (var part : assembly.parts()) supervise(part);
            rehearsal = setup.rehearses() ? assembly.rehearsal(this::writeDown) : null;
        } catch (IOException e) {
            data.close();
            throw new CannotStart("The data folder %s cannot be used: %s".formatted(setup.data(), e));
        } catch (CannotStart | InterruptedException e) {
            data.close();
            throw e;
        }
    }

    /** A venue that is ready. */
    public static Venue start(Setup setup) throws InterruptedException {
        var venue = new Venue(setup);
        try {
            venue.open();
            return venue;
        } catch (CannotStart | InterruptedException e) {
            venue.close();
            throw e;
        }
    }

    /** Starts everything, and returns when all of it is ready. */
    void open() throws InterruptedException {
        synchronized (stopping) {
            if (stopped) throw new CannotStart("Stopped before it began");
            console.line("Openbell comes up, with its data in " + setup.data());
            openInbox();
            supervisors.values().forEach(Supervisor::start);
        }
        awaitAll();
        allReady = true;
        writeDown();
        console.line("The venue is open after %s".formatted(Console.seconds(console.elapsed())));
        if (rehearsal != null) rehearsal.begin();
    }

    public Addresses addresses() {
        return addresses;
    }

    /** Ends a part as a crash would (kill -9). It comes back by itself. */
    public void kill(String part) throws InterruptedException {
        supervisor(part).kill();
    }

    /** Ends a part in good order. It stays down until {@link #start(String)}. */
    public void stop(String part) throws InterruptedException {
        supervisor(part).stop();
    }

    public void start(String part) {
        supervisor(part).start();
    }

    public void awaitReady(String part, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!supervisor(part).isReady()) {
            if (System.nanoTime() > end)
                throw new IllegalStateException(part + " is not ready: " + describe(supervisor(part)));
            Thread.sleep(LOOK_AGAIN_MS);
        }
    }

    /** The process of a part, while it has one. */
    public RunningProcess process(String part) {
        return supervisor(part).running().orElseThrow(() -> new NoSuchElementException(part + " is not running"));
    }

    public Path log(String part) {
        return supervisor(part).log();
    }

    /** The names of all parts. */
    public Set<String> parts() {
        return Collections.unmodifiableSet(supervisors.keySet());
    }

    public Setup setup() {
        return setup;
    }

    /** Stops everything, whoever asks and however impatiently. Returns when no process is left. */
    @Override
    public void close() {
        closing = true;
        boolean interrupted = false;
        var stopper = Thread.startVirtualThread(this::stopOnce);
        while (stopper.isAlive()) {
            try {
                stopper.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    /** The services together, and then what they stand on. Whoever comes second waits for the first. */
    private void stopOnce() {
        synchronized (stopping) {
            if (stopped) return;
            console.line("The venue closes");
            stopParts();
            if (inbox != null) inbox.close();
            forget();
            data.close();
            stopped = true;
        }
    }

    private void stopParts() {
        var services = new ArrayList<>(supervisors.values());
        services.removeIf(supervisor -> STOPPED_LAST.contains(supervisor.part().name()));
        try {
            if (rehearsal != null) rehearsal.close();
            Together.run(services, Supervisor::stop);
            for (var name : STOPPED_LAST) supervisor(name).stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        }
    }

    private void stopLeftovers() throws IOException, InterruptedException {
        var before = VenueFile.read(setup.data());
        if (before.isEmpty()) return;
        var stopped = Leftovers.stop(before.get());
        if (!stopped.isEmpty())
            console.line("Stopped what an earlier venue left running: " + String.join(", ", stopped));
        VenueFile.delete(setup.data());
    }

    private void supervise(Part part) throws IOException {
        var needs = part.needs().stream().map(this::supervisor).toList();
        supervisors.put(part.name(), new Supervisor(part, needs, data.log(part.name()), new Reporter()));
    }

    /** As when a mail server goes away: no mail is taken, nor can one be read, until {@link #openInbox}. */
    public void closeInbox() {
        synchronized (stopping) {
            if (inbox != null) inbox.close();
            inbox = null;
        }
    }

    public void openInbox() {
        synchronized (stopping) {
            if (stopped || inbox != null) return;
            takeMail();
        }
    }

    private void takeMail() {
        try {
            inbox = Inbox.open(data.of("inbox"), ports.of(Port.SMTP), ports.of(Port.INBOX));
            console.ready("inbox", console.elapsed());
        } catch (IOException e) {
            throw new CannotStart("inbox: " + e.getMessage());
        }
    }

    private void awaitAll() throws InterruptedException {
        var tellAgain = TELL_AFTER;
        while (true) {
            if (closing) throw new CannotStart("Stopped before it was ready");
            if (failure != null) throw new CannotStart(failure);
            var waiting = new ArrayList<>(supervisors.values());
            waiting.removeIf(Supervisor::isReady);
            if (waiting.isEmpty()) return;
            if (console.elapsed().compareTo(START_LIMIT) > 0) throw new CannotStart(describe(waiting));
            if (console.elapsed().compareTo(tellAgain) > 0) {
                console.line("  " + describe(waiting));
                tellAgain = tellAgain.multipliedBy(2);
            }
            Thread.sleep(LOOK_AGAIN_MS);
        }
    }

    private static String describe(List<Supervisor> waiting) {
        return waiting.stream().map(Venue::describe).collect(Collectors.joining("; ", "Not ready: ", ""));
    }

    private static String describe(Supervisor waiting) {
        var part = waiting.part();
        var reasons = Doors.knock(part.door());
        return reasons.isEmpty() ? part.name() : "%s (%s)".formatted(part.name(), String.join(", ", reasons));
    }

    private Supervisor supervisor(String part) {
        var supervisor = supervisors.get(part);
        if (supervisor == null) throw new NoSuchElementException("There is no part named " + part);
        return supervisor;
    }

    /** For other commands, and for the next start should this one be killed. */
    private synchronized void writeDown() {
        var parts = new ArrayList<VenueFile.Entry>();
        for (var supervisor : supervisors.values()) {
            var part = supervisor.part();
            supervisor
                    .running()
                    .map(process -> VenueFile.Entry.of(part.name(), process, part.door(), part.stopSignal()))
                    .ifPresent(parts::add);
        }
        var helpers = rehearsal == null
                ? List.<VenueFile.Entry>of()
                : rehearsal.running().stream()
                        .map(process -> VenueFile.Entry.of("rehearsal", process, addresses.inbox(), "KILL"))
                        .toList();
        var launcher =
                VenueFile.Entry.of("inbox", RunningProcess.of(ProcessHandle.current()), addresses.inbox(), "TERM");
        try {
            new VenueFile(allReady, launcher, addresses.byName(), parts, helpers).write(setup.data());
        } catch (IOException e) {
            console.line("  venue.json cannot be written: " + e);
        }
    }

    private void forget() {
        try {
            VenueFile.delete(setup.data());
        } catch (IOException e) {
            console.line("  venue.json cannot be deleted: " + e);
        }
    }

    /** Tells the person at the terminal, and the file, what becomes of the parts. */
    private final class Reporter implements Supervisor.Listener {
        @Override
        public void began(Supervisor supervisor) {
            writeDown();
        }

        @Override
        public void ready(Supervisor supervisor, Duration after) {
            console.ready(supervisor.part().name(), after);
        }

        @Override
        public void died(Supervisor supervisor, Supervisor.End end, Duration pause) {
            var name = supervisor.part().name();
            if (allReady || end.wasReady() || end.wasAsked()) {
                console.line("  %-16s died (%s), again in %s".formatted(name, end.reason(), Console.seconds(pause)));
            } else if (failure == null) {
                failure = "%s did not start: %s (its log is %s)".formatted(name, end.reason(), supervisor.log());
            }
        }
    }
}
