package dev.openbell.standalone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.standalone.parts.RunningProcess;
import dev.openbell.standalone.verify.CannotVerify;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where there is nothing to compare. */
class VerifyTest {
    @TempDir
    Path data;

    @Test
    void noVenueRuns() {
        cannot(Map.of(), "No venue runs on " + data);
    }

    @Test
    void aVenueThatWasKilledDoesNotRun() throws Exception {
        var gone = new RunningProcess(1, Instant.EPOCH);
        var launcher = VenueFile.Entry.of("inbox", gone, URI.create("tcp://127.0.0.1:1"), "TERM");
        new VenueFile(true, launcher, Map.of(), List.of(), List.of()).write(Files.createDirectories(data));

        cannot(Map.of(), "No venue runs on " + data);
    }

    @Test
    void halfAVenueIsNamed() {
        cannot(
                Map.of("DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/openbell"),
                "KAFKA_BOOTSTRAP_SERVERS and DATABASE_URL name one venue together; set both or neither");
    }

    @Test
    void anAddressThatIsNoneIsNotRepeatedForItHoldsAPassword() {
        cannot(
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "127.0.0.1:1",
                        "DATABASE_URL",
                        "postgres://openbell:secret@127.0.0.1"),
                "The database cannot be reached: No suitable driver found for its address");
    }

    private void cannot(Map<String, String> environment, String why) {
        assertThatThrownBy(() -> Verify.run(data, environment, System.out))
                .isInstanceOf(CannotVerify.class)
                .hasMessage(why);
    }
}
