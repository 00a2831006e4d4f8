package dev.openbell.standalone.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets each service start once more in a corner, with nobody to talk to, and end again: then Java writes what the next real start is quicker
 * with. The running services are not held up; it takes a minute of a core that nobody else wants.
 */
public final class Rehearsal implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN_MS = 200;

    private final List<ServicePart> services;
    private final Path log;
    private final Runnable onChange;
    private @Nullable Thread thread;
    private boolean closed;
    private volatile @Nullable Process process;

    public Rehearsal(List<ServicePart> services, Path log, Runnable onChange) {
        this.services = services;
        this.log = log;
        this.onChange = onChange;
    }

    public synchronized void begin() {
        if (!closed) thread = Thread.ofVirtual().name("rehearsal").start(this::rehearse);
    }

    public Optional<RunningProcess> running() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(alive -> RunningProcess.of(alive.toHandle()));
    }

    @Override
    public synchronized void close() throws InterruptedException {
        closed = true;
        if (thread == null) return;
        thread.interrupt();
        thread.join();
    }

    private void rehearse() {
        try {
            for (var service : services) if (!service.cache().isFresh()) rehearse(service);
        } catch (IOException e) {
            // A venue without this is a venue all the same, and the next one tries again.
            System.getLogger("rehearsal").log(System.Logger.Level.WARNING, "No quicker next start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void rehearse(ServicePart service) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        Launch.onPath("nice").ifPresent(nice -> command.addAll(List.of(nice, "-n", "19")));
        command.addAll(service.command(service.cache().make()));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(service.environment());
        var begun = Launch.begin(builder, log);
        process = begun;
        onChange.run();
        try {
            if (!awaitStart(service, begun)) return;
            begun.destroy();
            begun.waitFor();
            service.cache().keep();
        } finally {
            Launch.kill(begun.toHandle());
            service.cache().discard();
        }
    }

    private static boolean awaitStart(ServicePart service, Process begun) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (begun.isAlive() && System.nanoTime() < end) {
            if (service.isAlive()) return true;
            Thread.sleep(LOOK_AGAIN_MS);
        }
        return false;
    }
}
