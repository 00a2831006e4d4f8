package dev.openbell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.standalone.parts.CannotStart;
import dev.openbell.standalone.parts.Port;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts that the services stand on, for real. */
class VenueTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    Path temporary;

    @Test
    void whatTheVenueIsToldLastsOverARestart() throws Exception {
        try (var venue = Venue.start(setup())) {
            makeTopic(venue, "orders");
            try (var sql = connect(venue)) {
                sql.createStatement().execute("CREATE TABLE trades (id int)");
                sql.createStatement().execute("INSERT INTO trades VALUES (7)");
            }
            assertThat(redis(venue, "SET code 123456")).isEqualTo("+OK");
        }
        try (var venue = Venue.start(setup())) {
            assertThat(topics(venue)).contains("orders");
            try (var sql = connect(venue);
                    var rows = sql.createStatement().executeQuery("SELECT id FROM trades")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(7);
            }
            assertThat(redis(venue, "EXISTS code")).isEqualTo(":1");
        }
    }

    @Test
    void aPartThatIsKilledComesBackByItselfAndOneThatIsStoppedWhenItIsStarted() throws Exception {
        try (var venue = Venue.start(setup())) {
            makeTopic(venue, "orders");
            for (var part : List.of("kafka", "postgres", "redis")) {
                var before = venue.process(part);

                venue.kill(part);
                venue.awaitReady(part, SOON);

                assertThat(before.isAlive()).isFalse();
                assertThat(venue.process(part)).isNotEqualTo(before);
            }
            assertThat(topics(venue)).contains("orders");

            venue.stop("redis");
            assertThatThrownBy(() -> venue.process("redis")).hasMessage("redis is not running");
            venue.start("redis");
            venue.awaitReady("redis", SOON);
            assertThat(redis(venue, "PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void nothingIsLeftWhenTheVenueCloses() throws Exception {
        var setup = setup();
        var venue = Venue.start(setup);
        var processes = VenueFile.read(setup.data()).orElseThrow().parts();
        assertThat(processes).extracting(VenueFile.Entry::name).containsExactly("kafka", "postgres", "redis");

        venue.close();

        assertThat(processes).noneMatch(entry -> entry.process().isAlive());
        assertThat(VenueFile.read(setup.data())).isEmpty();
    }

    @Test
    void closingInTheMiddleOfStartingLeavesNothing() throws Exception {
        var venue = new Venue(setup());
        var opening = new FutureTask<>(() -> {
            venue.open();
            return venue;
        });
        Thread.startVirtualThread(opening);
        while (!Files.exists(setup().data().resolve("venue.json")) && !opening.isDone()) Thread.onSpinWait();
        var begun = VenueFile.read(setup().data());

        venue.close();

        assertThatThrownBy(() -> opening.get(SOON.toSeconds(), TimeUnit.SECONDS))
                .hasCauseInstanceOf(CannotStart.class);
        assertThat(begun.map(VenueFile::parts).orElse(List.of()))
                .noneMatch(entry -> entry.process().isAlive());
    }

    @Test
    void theNextStartStopsWhatAKilledLauncherLeftBehind() throws Exception {
        var setup = setup();
        var orphan = new ProcessBuilder("sleep", "600").start();
        var helper = new ProcessBuilder("sleep", "600").start();
        var killed = new VenueFile.Entry("inbox", 1, "2020-01-01T00:00:00Z", "tcp://127.0.0.1:1", "TERM");
        var left = List.of(entry("matcher", orphan.toHandle()));
        var helping = List.of(entry("rehearsal", helper.toHandle()));
        Files.createDirectories(setup.data());
        Files.createFile(setup.data().resolve("venue.lock"));
        new VenueFile(true, killed, Map.of(), left, helping).write(setup.data());

        new Venue(setup).close();

        assertThat(orphan.waitFor(SOON)).isTrue();
        assertThat(helper.waitFor(SOON)).isTrue();
    }

    @Test
    void aProcessThatOnlyHasTheOldPidIsNotTouched() throws Exception {
        var stranger = new ProcessBuilder("sleep", "600").start();
        try {
            var longAgo =
                    new VenueFile.Entry("matcher", stranger.pid(), "2020-01-01T00:00:00Z", "tcp://127.0.0.1:1", "TERM");

            assertThat(Leftovers.stop(new VenueFile(true, longAgo, Map.of(), List.of(longAgo), List.of())))
                    .isEmpty();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aTakenPortEndsTheStartBeforeAnythingRuns() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var setup = setup().with("OPENBELL_REDIS_PORT", Integer.toString(other.getLocalPort()));

            assertThatThrownBy(() -> Venue.start(setup))
                    .hasMessage("redis: port %d is taken; set OPENBELL_REDIS_PORT to another", other.getLocalPort());
            assertThat(VenueFile.read(setup.data())).isEmpty();
        }
        DataFolder.take(setup().data()).close();
    }

    private Setup setup() {
        return Setup.onFreePorts(temporary.resolve("data"))
                .withServices()
                .withLibraries(System.getProperty("java.class.path"));
    }

    private static VenueFile.Entry entry(String name, ProcessHandle process) {
        var started = process.info().startInstant().orElseThrow();
        return new VenueFile.Entry(name, process.pid(), started.toString(), "tcp://127.0.0.1:1", "TERM");
    }

    private static void makeTopic(Venue venue, String name) throws Exception {
        try (var admin = admin(venue)) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    private static Iterable<String> topics(Venue venue) throws Exception {
        try (var admin = admin(venue)) {
            return admin.listTopics().names().get();
        }
    }

    private static Admin admin(Venue venue) {
        return Admin.create(Map.of("bootstrap.servers", venue.addresses().kafka()));
    }

    private static Connection connect(Venue venue) throws Exception {
        return DriverManager.getConnection(venue.addresses().database());
    }

    private static String redis(Venue venue, String command) throws Exception {
        var address = venue.addresses().hostAndPort(Port.REDIS);
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var reply = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return String.valueOf(reply.readLine());
        }
    }
}
