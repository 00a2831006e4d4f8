package dev.openbell.e2e.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files that a person deploys from, wherever the test was started. */
final class Checkout {
    private static final Path ROOT = find(Path.of("").toAbsolutePath());

    private Checkout() {}

    static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts of a module's own Java files. */
    static Stream<String> sourcesOf(String module) {
        try (var files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(file -> read(ROOT.relativize(file).toString()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path find(Path folder) {
        if (Files.exists(folder.resolve("docker-compose.yml"))) return folder;
        var parent = folder.getParent();
        if (parent == null) throw new IllegalStateException("There is no docker-compose.yml here or in a folder above");
        return find(parent);
    }
}
