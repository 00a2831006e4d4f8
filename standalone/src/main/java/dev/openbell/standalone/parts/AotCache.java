package dev.openbell.standalone.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** What Java has loaded, linked and learned in an earlier run of a service. With it a start costs a third. */
final class AotCache {
    private final Path jar;
    private final Path file;

    AotCache(Path jar, Path folder) {
        this.jar = jar;
        this.file = folder.resolve("%s-%s.aot".formatted(jar.getFileName(), Runtime.version()));
    }

    /** It stands for exactly the jars that it was made from. */
    boolean isFresh() throws IOException {
        if (!Files.exists(file)) return false;
        var made = Files.getLastModifiedTime(file);
        if (Files.getLastModifiedTime(jar).compareTo(made) > 0) return false;
        try (var libraries = Files.list(jar.resolveSibling("lib"))) {
            for (var library : libraries.toList())
                if (Files.getLastModifiedTime(library).compareTo(made) > 0) return false;
        }
        return true;
    }

    List<String> use() throws IOException {
        return isFresh() ? List.of("-XX:AOTCache=" + file) : List.of();
    }

    /** The options that make it when the process ends. */
    List<String> make() throws IOException {
        Files.createDirectories(file.getParent());
        return List.of("-XX:AOTCacheOutput=" + making());
    }

    void keep() throws IOException {
        if (Files.exists(making())) Files.move(making(), file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Of a process that was ended before it had written everything. */
    void discard() throws IOException {
        Files.deleteIfExists(making());
        Files.deleteIfExists(making().resolveSibling(making().getFileName() + ".config"));
    }

    private Path making() {
        return file.resolveSibling(file.getFileName() + ".new");
    }
}
