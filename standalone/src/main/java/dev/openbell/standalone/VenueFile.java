package dev.openbell.standalone;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.openbell.standalone.parts.RunningProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code venue.json}: what runs on a data folder and where it is reached. It stands there while a venue runs, and when one was killed.
 *
 * @param ready whether every part has been ready
 * @param launcher the process that looks after the others, and has the inbox
 * @param helpers processes that belong to the venue but are no part of it
 */
record VenueFile(boolean ready, Entry launcher, Map<String, String> addresses, List<Entry> parts, List<Entry> helpers) {
    private static final ObjectMapper json =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /**
     * @param door where its health is asked for
     * @param stopSignal what asks it to end
     */
    record Entry(String name, long pid, String started, String door, String stopSignal) {
        static Entry of(String name, RunningProcess process, URI door, String stopSignal) {
            return new Entry(name, process.pid(), process.started().toString(), door.toString(), stopSignal);
        }

        RunningProcess process() {
            return new RunningProcess(pid, Instant.parse(started));
        }
    }

    static Optional<VenueFile> read(Path data) throws IOException {
        var file = file(data);
        return Files.exists(file) ? Optional.of(json.readValue(file.toFile(), VenueFile.class)) : Optional.empty();
    }

    /** In one step, so that a reader never sees half of it. */
    void write(Path data) throws IOException {
        var fresh = data.resolve("venue.json.new");
        json.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), this);
        Files.move(fresh, file(data), StandardCopyOption.ATOMIC_MOVE);
    }

    static void delete(Path data) throws IOException {
        Files.deleteIfExists(file(data));
    }

    boolean isAlive() {
        return launcher.process().isAlive();
    }

    private static Path file(Path data) {
        return data.resolve("venue.json");
    }
}
