package dev.openbell.bench.bots;

import dev.openbell.standalone.Setup;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.standalone.parts.Ports;
import dev.openbell.standalone.parts.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One of several matchers beside a venue. Nobody starts it again when it is killed. */
public final class LoneMatcher implements AutoCloseable {
    private static final double TICKS_A_SECOND = 100;

    private final String name;
    private final String target;
    private final LoneService matcher;

    /**
     * A matcher that is not started yet, with snapshots and a log of its own.
     *
     * @param setup what it reads: its port, if it is to have a certain one, its shard, how many there are
     */
    public LoneMatcher(String name, Setup setup, Venue venue) {
        this.name = name;
        var ports = Ports.from(setup.environment());
        target = "127.0.0.1:" + ports.of(Port.MATCHER);
        var beside = setup.with("OPENBELL_INSTANCE", name)
                .with("KAFKA_BOOTSTRAP_SERVERS", venue.addresses().kafka())
                .with("REDIS_URL", venue.addresses().redis())
                .with("OPENBELL_EMBEDDED", "true")
                .with("AUTH_TARGET", venue.addresses().hostAndPort(Port.AUTH))
                .with("SNAPSHOT_FOLDER", setup.data().resolve(name).toString());
        matcher = new LoneService(Service.MATCHER, beside, ports, setup.data().resolve(name + ".log"));
    }

    /** How much processor time a thread of it has used, in seconds; Linux says so. */
    double secondsOf(String thread) throws IOException {
        var pid = Long.toString(matcher.process().pid());
        try (var tasks = Files.list(Path.of("/proc", pid, "task"))) {
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
        matcher.start();
    }

    /** As a crash would. */
    public void kill() {
        matcher.kill();
    }

    @Override
    public void close() {
        matcher.close();
    }
}
