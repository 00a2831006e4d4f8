package dev.openbell.standalone;

import dev.openbell.standalone.parts.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;

/** Everything that a venue keeps, in one folder, which one venue has at a time. */
final class DataFolder implements AutoCloseable {
    /** What makes a folder a venue's. {@code --fresh} empties no other. */
    private static final String LOCK = "venue.lock";

    private static final long LOG_LIMIT = 10 << 20;

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static DataFolder take(Path folder) {
        try {
            if (!Files.exists(folder.resolve(LOCK)) && holdsSomething(folder)) {
                throw new CannotStart(
                        "%s holds something that is no venue's; choose another with --data".formatted(folder));
            }
            Files.createDirectories(folder);
            var lock = FileChannel.open(
                    folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!isLocked(lock)) {
                var owner = Files.readString(folder.resolve(LOCK)).strip();
                lock.close();
                throw new CannotStart("A venue runs already on %s (pid %s)".formatted(folder, owner));
            }
            var data = new DataFolder(folder, lock);
            data.layOut();
            return data;
        } catch (IOException e) {
            throw new CannotStart("The data folder %s cannot be written: %s".formatted(folder, e));
        }
    }

    Path folder() {
        return folder;
    }

    Path of(String name) {
        return folder.resolve(name);
    }

    /** Where the keys of the venue on a folder are. */
    static Path signingKeys(Path folder) {
        return folder.resolve("secrets").resolve("signing-keys.json");
    }

    /** The log of a part; a long one is put aside first. */
    Path log(String name) throws IOException {
        var log = folder.resolve("logs").resolve(name + ".log");
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling(name + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    /** Forgets everything; a detached venue goes on writing to its own log. */
    void empty() {
        var kept = List.of(
                folder,
                folder.resolve(LOCK),
                folder.resolve("logs"),
                folder.resolve("logs").resolve("venue.log"));
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList())
                if (!kept.contains(file)) Files.delete(file);
            layOut();
        } catch (IOException e) {
            throw new CannotStart("The data folder %s cannot be emptied: %s".formatted(folder, e));
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void layOut() throws IOException {
        for (var name : List.of("logs", "snapshots")) Files.createDirectories(folder.resolve(name));
        var secrets = folder.resolve("secrets");
        if (!Files.exists(secrets)) {
            var onlyOurs = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectory(secrets, onlyOurs);
        }
    }

    private static boolean isLocked(FileChannel lock) throws IOException {
        try {
            if (lock.tryLock() == null) return false;
        } catch (OverlappingFileLockException e) {
            return false; // Another venue of this very process has it.
        }
        lock.truncate(0);
        lock.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return true;
    }

    private static boolean holdsSomething(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return false;
        try (var files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }
}
