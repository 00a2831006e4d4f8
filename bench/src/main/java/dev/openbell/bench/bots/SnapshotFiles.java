package dev.openbell.bench.bots;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The snapshots that a matcher has written. */
final class SnapshotFiles {
    private SnapshotFiles() {}

    /** Waits for one that includes the command at this place of the log. */
    static void await(Path folder, long offset) throws IOException, InterruptedException {
        while (true) {
            var newest = newest(folder);
            if (newest != null) {
                var name = newest.getFileName().toString();
                var digits = name.substring(name.lastIndexOf('-') + 1, name.indexOf('.'));
                if (Long.parseLong(digits) > offset) return;
            }
            Thread.sleep(200);
        }
    }

    static long size(Path folder) throws IOException {
        var newest = newest(folder);
        return newest == null ? 0 : Files.size(newest);
    }

    private static @Nullable Path newest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return null;
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".snapshot"))
                    .max(Comparator.comparing(Path::toString))
                    .orElse(null);
        }
    }
}
