package dev.openbell.bench.bots;

import dev.openbell.standalone.Setup;
import dev.openbell.standalone.parts.Launch;
import dev.openbell.standalone.parts.Ports;
import dev.openbell.standalone.parts.Service;
import dev.openbell.standalone.parts.ServicePart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** A service beside a venue, from its own jar. Nobody starts it again when it ends. */
public final class LoneService implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final ServicePart part;
    private final Path log;
    private @Nullable Process process;

    /**
     * A service that is not started yet.
     *
     * @param setup what it reads, but for its ports
     */
    public LoneService(Service service, Setup setup, Ports ports, Path log) {
        var environment = new HashMap<>(setup.environment());
        environment.putAll(ports.asEnvironment());
        this.part = new ServicePart(service, setup.home(), setup.cache(), ports, environment);
        this.log = log;
    }

    /** Returns when it is ready. */
    public void start() throws IOException, InterruptedException {
        var begun = begin();
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!part.isReady(begun.toHandle())) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(part.name() + " is not ready; its log is " + log);
            }
            Thread.sleep(20);
        }
    }

    /** Returns at once, whatever becomes of it. */
    public Process begin() throws IOException {
        var command = new ProcessBuilder(part.command());
        command.environment().putAll(part.environment());
        var begun = Launch.begin(command, log);
        process = begun;
        return begun;
    }

    /** While it has one. */
    Process process() {
        var running = process;
        if (running == null) throw new IllegalStateException(part.name() + " does not run");
        return running;
    }

    /** As a crash would. */
    public void kill() {
        var running = process;
        if (running == null) return;
        Launch.kill(running.toHandle());
        var _ = running.onExit().join();
        process = null;
    }

    @Override
    public void close() {
        kill();
    }
}
