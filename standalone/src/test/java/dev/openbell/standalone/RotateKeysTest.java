package dev.openbell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose keys are meant. That they change is seen on a running venue, in e2e. */
class RotateKeysTest {
    @TempDir
    Path data;

    @Test
    void aFolderThatNeverHadAVenueHasNoKeys() {
        assertThatThrownBy(() -> RotateKeys.run(data, Map.of()))
                .isInstanceOf(CommandLine.Mistake.class)
                .hasMessage("No venue has ever been up on " + data);
    }

    @Test
    void theCommandTakesAFolderAndNothingElse() {
        assertThat(CommandLine.parse("rotate-keys", "--data", data.toString()).data())
                .isEqualTo(data);
        assertThatThrownBy(() -> CommandLine.parse("rotate-keys", "--now"))
                .isInstanceOf(CommandLine.Mistake.class)
                .hasMessageContaining("rotate-keys does not know --now");
    }
}
