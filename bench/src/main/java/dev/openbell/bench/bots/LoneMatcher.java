package dev.openbell.bench.bots;

import dev.openbell.standalone.Setup;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Launch;
import dev.openbell.standalone.parts.Port;
import dev.openbell.standalone.parts.Ports;
import dev.openbell.standalone.parts.Service;
import dev.openbell.standalone.parts.ServicePart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** One of several matchers beside a venue. Nobody starts it again when it is killed. */
public final class LoneMatcher implements AutoCloseable {
    private static final double TICKS_A_SECOND = 100;
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final String name;
    private final String target;
    private final ServicePart matcher;
    private final Path log;
    private @Nullable Process process;

    /**
     * A matcher that is not started yet, with snapshots and a log of its own.
     *
     * @param setup what it reads: its port, if it is to have a certain one, its shard, how many there are
     */
    public LoneMatcher(String name, Setup setup, Venue venue) {
        this.name = name;
        var ports = Ports.from(setup.environment());
        target = "127.0.0.1:" + ports.of(Port.MATCHER);
        var environment = new HashMap<>(setup.environment());
        environment.putAll(ports.asEnvironment());
        environment.put("OPENBELL_INSTANCE", name);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", venue.addresses().kafka());
        environment.put("AUTH_TARGET", venue.addresses().hostAndPort(Port.AUTH));
        environment.put("SNAPSHOT_FOLDER", setup.data().resolve(name).toString());
        matcher = new ServicePart(Service.MATCHER, setup.home(), setup.cache(), ports, environment);
        log = setup.data().resolve(name + ".log");
    }

    /** How much processor time a thread of it has used, in seconds; Linux says so. */
    double secondsOf(String thread) throws IOException {
        var running = process;
        if (running == null) throw new IllegalStateException(name + " does not run");
        try (var tasks = Files.list(Path.of("/proc", Long.toString(running.pid()), "task"))) {
            for (var task : tasks.toList()) {
                if (!Files.readString(task.resolve("comm")).strip().equals(thread)) continue;
                var stat = Files.readString(task.resolve("stat"));
                var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
            }
        }
        return 0;
    }

    public String name() {
        return name;
    }

    public String target() {
        return target;
    }

    public void start() throws IOException, InterruptedException {
        var command = new ProcessBuilder(matcher.command());
        command.environment().putAll(matcher.environment());
        var begun = Launch.begin(command, log);
        process = begun;
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!matcher.isReady(begun.toHandle())) {
            if (System.nanoTime() > end) throw new IllegalStateException("The matcher is not ready; its log is " + log);
            Thread.sleep(20);
        }
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
