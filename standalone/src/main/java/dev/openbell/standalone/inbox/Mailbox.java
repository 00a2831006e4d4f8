package dev.openbell.standalone.inbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** The newest mails, each a file. An id is the microsecond of its arrival, so ids sort by age. */
final class Mailbox {
    private static final int CAPACITY = 1_000;
    private static final int RADIX = 36;
    private static final String ENDING = ".eml";

    private final Path folder;
    private final NavigableMap<String, Mail> mails = new TreeMap<>();

    private Mailbox(Path folder) {
        this.folder = folder;
    }

    static Mailbox in(Path folder) throws IOException {
        Files.createDirectories(folder);
        var mailbox = new Mailbox(folder);
        try (var files = Files.list(folder)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(ENDING)).toList()) mailbox.read(file);
        }
        return mailbox;
    }

    synchronized void keep(MimeMessage message) {
        var id = nextId();
        try {
            var fresh = folder.resolve(id + ".new");
            try (var out = Files.newOutputStream(fresh)) {
                message.writeTo(out);
            }
            Files.move(fresh, file(id), StandardCopyOption.ATOMIC_MOVE);
            mails.put(id, Mail.read(id, createdAt(id), message));
            while (mails.size() > CAPACITY) remove(mails.firstKey());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException("This is no mail", e);
        }
    }

    /** Newest first. */
    synchronized List<Mail> newestFirst() {
        return List.copyOf(mails.descendingMap().values());
    }

    synchronized Optional<Mail> find(String id) {
        return Optional.ofNullable(mails.get(id));
    }

    synchronized void delete(Collection<String> ids) throws IOException {
        for (var id : ids) if (mails.containsKey(id)) remove(id);
    }

    synchronized void deleteAll() throws IOException {
        delete(List.copyOf(mails.keySet()));
    }

    private void remove(String id) throws IOException {
        Files.deleteIfExists(file(id));
        mails.remove(id);
    }

    private void read(Path file) throws IOException {
        var id = file.getFileName().toString().replace(ENDING, "");
        try (var in = Files.newInputStream(file)) {
            var message = new MimeMessage(Session.getInstance(new Properties()), in);
            mails.put(id, Mail.read(id, createdAt(id), message));
        } catch (MessagingException | NumberFormatException e) {
            throw new IOException(file + " is no mail of this inbox", e);
        }
    }

    private String nextId() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        long afterLast = mails.isEmpty() ? 0 : Long.parseLong(mails.lastKey(), RADIX) + 1;
        return Long.toString(Math.max(now, afterLast), RADIX);
    }

    private static Instant createdAt(String id) {
        return Instant.EPOCH.plus(Long.parseLong(id, RADIX), ChronoUnit.MICROS);
    }

    private Path file(String id) {
        return folder.resolve(id + ENDING);
    }
}
