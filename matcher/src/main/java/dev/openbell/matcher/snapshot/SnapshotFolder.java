package dev.openbell.matcher.snapshot;

import dev.openbell.matcher.engine.StateReader;
import dev.openbell.matcher.engine.StateWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;

/**
 * Snapshots as files of one folder: header, state in an LZ4 frame, SHA-256 of all before. A folder in it is the archive, where a file is
 * the same file under a second name.
 *
 * <p>A file is written beside its place, forced to disk, moved there, and read back: what carries the name of a snapshot is one.
 */
public final class SnapshotFolder implements SnapshotStore {
    private static final String ENDING = ".snapshot", UNFINISHED = ".unfinished";
    private static final int DIGEST_BYTES = 32;
    private static final int BUFFER = 1 << 18;

    private final Path folder, archive;

    public SnapshotFolder(Path folder) {
        this.folder = folder;
        this.archive = folder.resolve("archive");
    }

    @Override
    public String save(Snapshot snapshot, Consumer<StateWriter> state, Pace pace) throws IOException {
        Files.createDirectories(folder);
        removeUnfinished(snapshot);
        var unfinished = folder.resolve(snapshot.id() + UNFINISHED);
        byte[] digest;
        try {
            try (var file = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                digest = write(file, snapshot, state, pace);
                file.force(true);
            }
            verify(unfinished, pace);
            Files.move(unfinished, in(folder, snapshot.id()), StandardCopyOption.ATOMIC_MOVE);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(unfinished);
        }
        force(folder);
        return HexFormat.of().formatHex(digest);
    }

    /** What was being written when the machine stopped. */
    private void removeUnfinished(Snapshot now) throws IOException {
        for (var id : namesOf(folder, now.shard(), UNFINISHED)) {
            if (!id.equals(now.id())) Files.deleteIfExists(folder.resolve(id + UNFINISHED));
        }
    }

    private static byte[] write(FileChannel file, Snapshot snapshot, Consumer<StateWriter> state, Pace pace)
            throws IOException {
        var sha = sha256();
        var out = new BufferedOutputStream(new Steady(file, pace), BUFFER);
        var digesting = new DigestOutputStream(out, sha);
        var head = new DataOutputStream(digesting);
        snapshot.write(head);
        head.flush();
        var frame = new LZ4FrameOutputStream(new StaysOpen(digesting), LZ4FrameOutputStream.BLOCKSIZE.SIZE_1MB);
        var numbers = new NumbersOut(frame);
        state.accept(numbers);
        numbers.flush();
        // Ends the frame, not the file: the digest follows.
        frame.close();
        var digest = sha.digest();
        out.write(digest);
        out.flush();
        return digest;
    }

    @Override
    public List<String> newestFirst(int shard) throws IOException {
        return Stream.concat(recent(shard).stream(), archived(shard).stream())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    @Override
    public List<String> recent(int shard) throws IOException {
        return newestFirst(folder, shard);
    }

    @Override
    public List<String> archived(int shard) throws IOException {
        return newestFirst(archive, shard);
    }

    private static List<String> newestFirst(Path folder, int shard) throws IOException {
        return namesOf(folder, shard, ENDING).stream()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static List<String> namesOf(Path folder, int shard, String ending) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(shard + "-") && name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .toList();
        }
    }

    @Override
    public Snapshot head(String id) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file(id))))) {
            return Snapshot.read(in);
        }
    }

    @Override
    public Snapshot load(String id, Consumer<StateReader> state) throws IOException {
        var file = file(id);
        verify(file, Pace.hurried());
        try (var in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            var head = Snapshot.read(new DataInputStream(in));
            state.accept(new NumbersIn(new LZ4FrameInputStream(in, true)));
            return head;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Every byte is what was written. */
    private static void verify(Path file, Pace pace) throws IOException {
        long size = Files.size(file);
        if (size <= DIGEST_BYTES) throw new EOFException(file + " is cut off");
        var sha = sha256();
        try (var in = Files.newInputStream(file)) {
            var digesting = new DigestInputStream(new FirstBytes(in, size - DIGEST_BYTES), sha);
            var buffer = new byte[BUFFER];
            for (int read = 0; read >= 0; read = digesting.read(buffer)) pace.did(read);
            if (!Arrays.equals(sha.digest(), in.readNBytes(DIGEST_BYTES))) {
                throw new IOException(file + " is not what was written");
            }
        }
    }

    @Override
    public void setAside(String id) throws IOException {
        Files.move(file(id), folder.resolve(id + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(in(archive, id));
    }

    @Override
    public void delete(String id) throws IOException {
        Files.deleteIfExists(in(folder, id));
    }

    @Override
    public void archive(String id) throws IOException {
        if (Files.exists(in(archive, id))) return;
        Files.createDirectories(archive);
        try {
            Files.createLink(in(archive, id), in(folder, id));
        } catch (UnsupportedOperationException | FileSystemException e) {
            // A file system without second names: then it is a second file, which is there as a whole or not at all.
            var copy = archive.resolve(id + UNFINISHED);
            Files.copy(in(folder, id), copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, in(archive, id), StandardCopyOption.ATOMIC_MOVE);
        }
        force(archive);
    }

    @Override
    public void forget(String id) throws IOException {
        Files.deleteIfExists(in(archive, id));
    }

    /** Where it is; in the archive only when it is nowhere else. */
    private Path file(String id) {
        var recent = in(folder, id);
        return Files.exists(recent) ? recent : in(archive, id);
    }

    private static Path in(Path folder, String id) {
        return folder.resolve(id + ENDING);
    }

    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Writes at a pace, and forces to disk little by little, so that nobody else's writes wait behind all of it. */
    private static final class Steady extends FilterOutputStream {
        private static final int BETWEEN_FORCES = 1 << 20;

        private final FileChannel file;
        private final Pace pace;
        private int unforced;

        Steady(FileChannel file, Pace pace) {
            super(Channels.newOutputStream(file));
            this.file = file;
            this.pace = pace;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
            unforced += count;
            if (unforced >= BETWEEN_FORCES) {
                file.force(false);
                unforced = 0;
            }
            pace.did(count);
        }
    }

    /** A stream that goes on when what was written through this is closed. */
    private static final class StaysOpen extends FilterOutputStream {
        StaysOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    /** The beginning of a stream. */
    private static final class FirstBytes extends FilterInputStream {
        private long left;

        FirstBytes(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            throw new UnsupportedOperationException("byte by byte");
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            if (left == 0) return -1;
            int read = super.read(into, from, (int) Math.min(count, left));
            if (read > 0) left -= read;
            return read;
        }
    }
}
