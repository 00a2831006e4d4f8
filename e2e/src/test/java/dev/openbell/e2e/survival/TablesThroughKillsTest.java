package dev.openbell.e2e.survival;

import dev.openbell.bench.stand.BenchFolder;
import dev.openbell.e2e.dsl.Openbell;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Service;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The tables equal the log, however often whoever writes them is killed, and PostgreSQL goes away, while orders come. */
class TablesThroughKillsTest {
    private static final boolean LONG = Boolean.getBoolean("openbell.long");
    private static final int KILLS = LONG ? 20 : 3, RESTARTS = LONG ? 5 : 1;
    private static final Duration BACK_WITHIN = Duration.ofMinutes(2);

    private final Random when = new Random(7);

    @Test
    void theyAreWhatTheEventsSay() throws Exception {
        try (var folder = new BenchFolder();
                var venue = Venue.start(folder.setup()
                        .withServices(Service.DB_PROCESSOR, Service.AUTH_SERVICE, Service.MATCHER)
                        .with("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"));
                var log = new BusyLog(venue)) {
            for (int kill = 1; kill <= KILLS; kill++) {
                goesOnForAWhile();
                venue.kill("db-processor");
                if (kill % (KILLS / RESTARTS) == 0) {
                    goesOnForAWhile();
                    venue.stop("postgres");
                    goesOnForAWhile();
                    venue.start("postgres");
                }
                venue.awaitReady("db-processor", BACK_WITHIN);
            }

            log.comesToRest();

            new Openbell(folder.setup().data()).verifies();
        }
    }

    private void goesOnForAWhile() throws InterruptedException {
        Thread.sleep(500 + when.nextInt(1_500));
    }
}
