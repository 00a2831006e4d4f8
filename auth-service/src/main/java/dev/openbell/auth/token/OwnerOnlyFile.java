package dev.openbell.auth.token;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file with a secret in it: nobody but its owner may read it, and it is there complete or not at all. */
public final class OwnerOnlyFile {
    private static final String OWNER_ONLY = "rw-------";

    private OwnerOnlyFile() {}

    /** A file that is there already is replaced, and keeps its owner. */
    public static void write(Path path, String text) throws IOException {
        var folder = path.toAbsolutePath().getParent();
        if (folder == null) throw new IOException(path + " is no file");
        Files.createDirectories(folder);
        var draft = Files.createTempFile(
                folder,
                ".secret",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        try {
            keepOwner(path, draft);
            try (var file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) file.write(bytes);
                file.force(true);
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void keepOwner(Path path, Path draft) throws IOException {
        if (Files.notExists(path)) return;
        var owner = Files.getOwner(path);
        if (!owner.equals(Files.getOwner(draft))) Files.setOwner(draft, owner);
    }
}
