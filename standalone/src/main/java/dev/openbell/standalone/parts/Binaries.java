package dev.openbell.standalone.parts;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The programs that come inside jars, unpacked once into a folder that all venues of this checkout share. Each appears there complete or not
 * at all, so two venues may start at the same time.
 */
final class Binaries {
    private final Path cache;

    Binaries(Path cache) {
        this.cache = cache;
    }

    /** A single executable. */
    Path executable(String resource) throws IOException {
        return unpacked(resource, (content, to) -> {
            Files.copy(content, to);
            Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
        });
    }

    /** A folder that comes as {@code .txz}. */
    Path folder(String resource) throws IOException {
        return unpacked(resource, Binaries::untar);
    }

    private interface Unpacking {
        void unpack(InputStream content, Path to) throws IOException;
    }

    private Path unpacked(String resource, Unpacking unpacking) throws IOException {
        var source = Binaries.class.getClassLoader().getResource(resource);
        if (source == null) throw new CannotStart("There is no " + resource + " for this system");
        var target = cache.resolve(resource + "-" + fingerprint(source));
        if (Files.exists(target)) return target;

        Files.createDirectories(cache);
        var folder = Files.createTempDirectory(cache, "unpacking");
        try (var content = source.openStream()) {
            var fresh = folder.resolve("fresh");
            unpacking.unpack(content, fresh);
            moveIfAbsent(fresh, target);
        } finally {
            delete(folder);
        }
        return target;
    }

    /** The checksum that the jar keeps of it anyway. */
    private static String fingerprint(URL source) throws IOException {
        return source.openConnection() instanceof JarURLConnection jar
                ? Long.toHexString(jar.getJarEntry().getCrc())
                : "unpacked";
    }

    private static void moveIfAbsent(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another venue was quicker: what it unpacked is the same.
            if (!Files.exists(target)) throw e;
        }
    }

    private static void untar(InputStream content, Path to) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(content))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = to.resolve(entry.getName()).normalize();
                if (!path.startsWith(to)) throw new IOException(entry.getName() + " lies outside its archive");
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(parent(path));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(path, to.resolve(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    boolean runs = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static Path parent(Path path) throws IOException {
        @Nullable Path parent = path.getParent();
        if (parent == null) throw new IOException(path + " has no folder");
        return parent;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) Files.delete(file);
            }
        }
    }
}
