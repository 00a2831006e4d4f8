package dev.openbell.standalone;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is added to a log file from now on. */
final class Tail {
    private static final int AT_ONCE = 1 << 20;

    private final Path file;
    private long position;

    private Tail(Path file, long position) {
        this.file = file;
        this.position = position;
    }

    /** From its present end. */
    static Tail from(Path file) throws IOException {
        return new Tail(file, size(file));
    }

    /** From the last so many bytes; the first line may be cut. */
    static Tail of(Path file, int bytes) throws IOException {
        return new Tail(file, Math.max(0, size(file) - bytes));
    }

    /** The complete lines since the last time. */
    List<String> lines() throws IOException {
        long size = size(file);
        if (size < position) position = 0; // The file was begun anew.
        if (size == position) return List.of();
        var added = new byte[(int) Math.min(AT_ONCE, size - position)];
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(position);
            in.readFully(added);
        }
        int end = added.length;
        while (end > 0 && added[end - 1] != '\n') end--;
        position += end;
        return new String(added, 0, end, StandardCharsets.UTF_8).lines().toList();
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
