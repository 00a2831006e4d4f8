package dev.openbell.standalone.parts;

import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** PostgreSQL with everything that makes a commit last, for one role and one database, both named openbell. */
public final class PostgresPart implements Part {
    private static final String OWNER = "openbell", PASSWORD = "openbell", DATABASE = "openbell";

    private final Path folder;
    private final Path cache;
    private final Path log;
    private final int port;

    public PostgresPart(Path folder, Path cache, Path log, int port) {
        this.folder = folder;
        this.cache = cache;
        this.log = log;
        this.port = port;
    }

    /** Where services find it. */
    public static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s".formatted(port, DATABASE, OWNER, PASSWORD);
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        if (Files.exists(data())) return;
        Files.createDirectories(folder);
        var fresh = Files.createTempDirectory(folder, "new");
        var password = Files.writeString(folder.resolve("password"), PASSWORD);
        Launch.run(
                asPostgres(
                        "initdb",
                        "-D",
                        fresh.toString(),
                        "-U",
                        OWNER,
                        "--pwfile",
                        password.toString(),
                        "-A",
                        "scram-sha-256",
                        "-E",
                        "UTF8",
                        "--locale=C"),
                "",
                log);
        Launch.run(
                asPostgres("postgres", "--single", "-D", fresh.toString(), "postgres"),
                "CREATE DATABASE " + DATABASE,
                log);
        Files.delete(password);
        Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public List<String> command() throws IOException {
        var command = new ArrayList<>(asPostgres("postgres", "-D", data().toString()));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    /** The server keeps a file with its pid, and in the eighth line what it is doing. */
    @Override
    public boolean isReady(ProcessHandle process) {
        try {
            var lines = Files.readAllLines(data().resolve("postmaster.pid"));
            return lines.size() >= 8
                    && lines.getFirst().strip().equals(Long.toString(process.pid()))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public URI door() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    /** On TERM it would wait for its last client. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Map<String, String> settings() {
        return Map.of(
                "port", Integer.toString(port),
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "fsync", "on",
                "synchronous_commit", "on",
                "shared_buffers", "64MB",
                "io_method", "sync",
                "log_timezone", "UTC",
                "log_line_prefix", "%m ");
    }

    /** PostgreSQL refuses to run as root. In a user namespace of its own root is nobody, and that satisfies it. */
    private List<String> asPostgres(String program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.add(Launch.onPath("unshare")
                    .orElseThrow(
                            () -> new CannotStart("PostgreSQL does not run as root here: start as a normal user")));
            command.add("-U");
        }
        command.add(new Binaries(cache)
                .folder(archive())
                .resolve("bin")
                .resolve(program)
                .toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static String archive() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        return "postgres-%s-%s.txz"
                .formatted(mac ? "darwin" : "linux", ArchUtils.normalize(System.getProperty("os.arch")));
    }
}
