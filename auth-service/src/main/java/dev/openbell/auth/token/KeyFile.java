package dev.openbell.auth.token;

import dev.openbell.chassis.start.UnusableSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file that {@code OPENBELL_SIGNING_KEYS} names. */
record KeyFile(Path path) {
    static final String SETTING = "OPENBELL_SIGNING_KEYS";
    private static final String PREFIX = "file:";

    /** Empty where the setting holds the keys themselves. */
    static Optional<KeyFile> namedBy(String setting) {
        return setting.startsWith(PREFIX)
                ? Optional.of(new KeyFile(Path.of(setting.substring(PREFIX.length()))))
                : Optional.empty();
    }

    boolean isMissing() {
        return Files.notExists(path);
    }

    String read() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    void write(KeySet keys) {
        try {
            OwnerOnlyFile.write(path, keys.json());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private UnusableSetting unusable(IOException e) {
        return new UnusableSetting(SETTING + " names the file " + path + ", which cannot be used: " + e);
    }
}
