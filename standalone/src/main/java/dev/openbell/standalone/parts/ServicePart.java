package dev.openbell.standalone.parts;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One service, started from its own jar as in production. */
public final class ServicePart implements Part {
    private final Service service;
    private final Path jar;
    private final AotCache cache;
    private final int managementPort;
    private final Map<String, String> environment;

    public ServicePart(Service service, Path home, Path cache, Ports ports, Map<String, String> environment) {
        this.service = service;
        this.jar = home.resolve(service.title()).resolve("target").resolve(service.title() + ".jar");
        this.cache = new AotCache(jar, cache);
        this.managementPort = ports.of(service.management());
        this.environment = new HashMap<>(environment);
        this.environment.put("SERVICE_NAME", service.title());
        if (!Files.exists(jar)) throw new CannotStart("%s is not built: there is no %s".formatted(name(), jar));
    }

    @Override
    public String name() {
        return service.title();
    }

    @Override
    public List<String> needs() {
        return service.needs();
    }

    @Override
    public List<String> command() throws IOException {
        return command(cache.use());
    }

    AotCache cache() {
        return cache;
    }

    /** As it runs, but with these options about the cache. */
    List<String> command(List<String> caching) {
        var command = new ArrayList<>(List.of(
                Launch.java().toString(),
                "-XX:+UseSerialGC",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(service.java());
        command.addAll(caching);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public boolean isReady(ProcessHandle process) {
        return Doors.isOpen(door());
    }

    @Override
    public URI door() {
        return health("readiness");
    }

    /** Whether it has started, though it may wait for others still. */
    boolean isAlive() {
        return Doors.isOpen(health("liveness"));
    }

    private URI health(String kind) {
        return URI.create("http://127.0.0.1:%d/health/%s".formatted(managementPort, kind));
    }
}
