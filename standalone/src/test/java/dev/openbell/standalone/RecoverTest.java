package dev.openbell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which venue it is about, and what is passed on to the matcher's own way on. */
class RecoverTest {
    @TempDir
    Path data;

    @Test
    void noVenueRuns() {
        cannot(Map.of(), "No venue runs on " + data);
    }

    @Test
    void halfAVenueIsNamed() {
        cannot(
                Map.of("SNAPSHOT_FOLDER", "/var/lib/openbell/snapshots"),
                "KAFKA_BOOTSTRAP_SERVERS and SNAPSHOT_FOLDER name one venue together; set both or neither");
    }

    @Test
    void whatTheMatcherIsToldIsPassedOnAsItWasTyped() {
        var line = CommandLine.parse(
                "recover", "--skip", "12", "--data", data.toString(), "--reason", "a bug in 0.2", "--yes");

        assertThat(line.data()).isEqualTo(data);
        assertThat(line.passedOn()).containsExactly("--skip", "12", "--reason", "a bug in 0.2", "--yes");
    }

    private void cannot(Map<String, String> environment, String why) {
        var line = CommandLine.parse("recover", "--data", data.toString());
        assertThatThrownBy(() -> Recover.run(line, environment, System.out))
                .isInstanceOf(CommandLine.Mistake.class)
                .hasMessage(why);
    }
}
