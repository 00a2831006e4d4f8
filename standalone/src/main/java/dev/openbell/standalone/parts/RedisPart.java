package dev.openbell.standalone.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** Redis that keeps what it is told in a file of its own. */
public final class RedisPart implements Part {
    private final Path folder;
    private final Path cache;
    private final int port;
    private @Nullable String server;

    public RedisPart(Path folder, Path cache, int port) {
        this.folder = folder;
        this.cache = cache;
        this.port = port;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (server == null) server = findServer();
    }

    @Override
    public List<String> command() throws IOException {
        if (server == null) throw new IOException("No Redis has been found yet");
        return List.of(
                server,
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--appendonly",
                "yes",
                "--save",
                "");
    }

    @Override
    public boolean isReady(ProcessHandle process) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(500);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public URI door() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    /** Ours when it runs here, else one of the system's. */
    private String findServer() throws IOException, InterruptedException {
        var ours = unpackOurs();
        if (ours.isPresent() && runs(ours.get())) return ours.get();
        return Launch.onPath("redis-server")
                .or(() -> Launch.onPath("valkey-server"))
                .orElseThrow(() ->
                        new CannotStart("redis: the bundled Redis needs OpenSSL 3 (libssl.so.3), which is missing here:"
                                + " install libssl3, or a redis-server or valkey-server"));
    }

    private Optional<String> unpackOurs() throws IOException {
        var resource = ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());
        if (resource == null) return Optional.empty();
        return Optional.of(
                new Binaries(cache).executable(resource.replaceFirst("^/", "")).toString());
    }

    private static boolean runs(String server) throws InterruptedException {
        try {
            return new ProcessBuilder(server, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
