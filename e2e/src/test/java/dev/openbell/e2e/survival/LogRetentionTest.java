package dev.openbell.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.stand.BenchFolder;
import dev.openbell.e2e.dsl.Eventually;
import dev.openbell.e2e.dsl.Openbell;
import dev.openbell.events.v1.Topics;
import dev.openbell.standalone.Setup;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A log that is kept for some seconds only: the market does not notice, and the tables can still be compared with it. */
class LogRetentionTest {
    private static final TopicPartition COMMANDS = new TopicPartition(Topics.TRADING_COMMANDS, 0),
            EVENTS = new TopicPartition(Topics.MARKET_EVENTS, 0);
    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void bothLogsAreTrimmedAndEverythingGoesOnFromTheArchive() throws Exception {
        try (var folder = new BenchFolder()) {
            var setup = folder.setup()
                    .withServices(Service.DB_PROCESSOR, Service.AUTH_SERVICE, Service.MATCHER)
                    .with("SNAPSHOT_INTERVAL", "1s")
                    .with("SNAPSHOT_KEEP", "2")
                    .with("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
            trimmed(setup.with("LOG_RETENTION", "6s"));
            verified(setup.with("LOG_RETENTION", "7d"));
        }
    }

    /** While a market trades; matcher and db-processor are killed, and find their places again in what is left. */
    private static void trimmed(Setup setup) throws InterruptedException {
        try (var venue = Venue.start(setup);
                var log = new BusyLog(venue);
                var kafka = Admin.create(
                        Map.of("bootstrap.servers", venue.addresses().kafka()))) {
            Eventually.holds(SOON, () -> {
                assertThat(beginning(kafka, COMMANDS)).isPositive();
                assertThat(beginning(kafka, EVENTS)).isPositive();
            });
            venue.kill("matcher");
            venue.awaitReady("matcher", SOON);
            venue.kill("db-processor");
            venue.awaitReady("db-processor", SOON);
            log.comesToRest();
        }
    }

    /** The next day: the tables are what the archive and the events after it say, whatever becomes of the newest snapshots. */
    private static void verified(Setup setup) throws IOException, InterruptedException {
        var openbell = new Openbell(setup.data());
        var snapshots = setup.data().resolve("snapshots");
        try (var venue = Venue.start(setup)) {
            openbell.verifies();
            assertThat(openbell.verify().text()).contains("older than the log, which was trimmed");

            venue.stop("matcher");
            for (var newest : files(snapshots)) Files.delete(newest);
            venue.start("matcher");
            venue.awaitReady("matcher", SOON);
            try (var log = new BusyLog(venue)) {
                log.comesToRest();
            }
            openbell.verifies();
        }
    }

    private static long beginning(Admin kafka, TopicPartition partition) {
        try {
            var offsets = kafka.listOffsets(Map.of(partition, OffsetSpec.earliest()));
            return offsets.partitionResult(partition).get().offset();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".snapshot")).toList();
        }
    }
}
