package dev.openbell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.standalone.parts.CannotStart;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temporary;

    @Test
    void aSecondVenueIsToldThatOneRunsAlready() {
        var folder = temporary.resolve("data");
        try (var first = DataFolder.take(folder)) {
            assertThatThrownBy(() -> DataFolder.take(folder))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage(
                            "A venue runs already on %s (pid %d)",
                            folder, ProcessHandle.current().pid());
        }
        DataFolder.take(folder).close();
    }

    @Test
    void aFolderOfSomebodyElseIsLeftAlone() throws Exception {
        var thesis = Files.writeString(temporary.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> DataFolder.take(temporary)).isInstanceOf(CannotStart.class);
        assertThat(thesis).hasContent("years of work");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        var file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> DataFolder.take(file.resolve("data")))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("The data folder %s cannot be written", file.resolve("data"));
    }

    @Test
    void emptyingForgetsEverything() throws Exception {
        try (var data = DataFolder.take(temporary.resolve("data"))) {
            Files.writeString(data.of("secrets").resolve("keys.json"), "{}");

            data.empty();

            assertThat(data.of("secrets")).isEmptyDirectory();
            assertThatThrownBy(() -> DataFolder.take(data.folder())).hasMessageContaining("runs already");
        }
    }
}
