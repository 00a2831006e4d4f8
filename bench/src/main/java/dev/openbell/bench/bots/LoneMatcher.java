package dev.openbell.bench.bots;

import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Launch;
import dev.openbell.standalone.parts.Port;
import dev.openbell.standalone.parts.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of several matchers beside a venue, which nobody starts again when it is killed. */
public final class LoneMatcher implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final String name;
    private final Path jar, log;
    private final Map<String, String> environment = new HashMap<>();
    private final int port, management;
    private @Nullable Process process;

    /**
     * A matcher that is not started yet.
     *
     * @param name which instance it is
     * @param home the checkout with the built services
     * @param folder for its snapshots and its log
     */
    public LoneMatcher(
            String name, Venue venue, Path home, Path folder, String instruments, int port, Map<String, String> more) {
        this.name = name;
        var ports = Ports.free();
        this.port = port == 0 ? ports.of(Port.MATCHER) : port;
        this.management = ports.of(Port.MATCHER_MANAGEMENT);
        jar = home.resolve("matcher").resolve("target").resolve("matcher.jar");
        log = folder.resolve(name + ".log");
        environment.put("OPENBELL_INSTANCE", name);
        environment.put("OPENBELL_INSTANCES", "2");
        environment.put("OPENBELL_MATCHER_PORT", Integer.toString(this.port));
        environment.put("OPENBELL_MATCHER_MANAGEMENT_PORT", Integer.toString(management));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", venue.addresses().kafka());
        environment.put("AUTH_TARGET", venue.addresses().hostAndPort(Port.AUTH));
        environment.put("SNAPSHOT_FOLDER", folder.resolve(name).toString());
        environment.put("OPENBELL_INSTRUMENTS", instruments);
        environment.put("ORDER_SESSION_RATE", "1000000");
        environment.putAll(more);
    }

    public String name() {
        return name;
    }

    public String target() {
        return "127.0.0.1:" + port;
    }

    public void start() throws IOException, InterruptedException {
        var command = new ProcessBuilder(List.of(
                Launch.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseTransparentHugePages",
                "-Xmx1500m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString()));
        command.environment().putAll(environment);
        process = Launch.begin(command, log);
        awaitReady();
    }

    private void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        var door = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/health/readiness".formatted(management)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < end) {
                try {
                    if (client.send(door, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) return;
                } catch (IOException e) {
                    // Nobody listens yet; it is asked again.
                    Thread.sleep(20);
                }
                Thread.sleep(20);
            }
        }
        throw new IllegalStateException("The matcher is not ready; its log is " + log);
    }

    /** As a crash would. */
    public void kill() throws InterruptedException {
        var running = process;
        if (running == null) return;
        running.descendants().forEach(ProcessHandle::destroyForcibly);
        running.destroyForcibly().waitFor();
        process = null;
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
