package dev.openbell.standalone;

import dev.openbell.standalone.parts.Launch;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Processes that live on after their launcher was killed. */
final class Leftovers {
    private static final Set<String> STOPPED_LAST = Set.of("redis", "kafka", "postgres");
    private static final long PATIENCE_MS = 5_000;

    private Leftovers() {}

    /** Stops those that still run, the services before what they stand on, and names them. */
    static List<String> stop(VenueFile venue) throws InterruptedException {
        var running = Stream.concat(venue.helpers().stream(), venue.parts().stream())
                .filter(entry -> entry.process().isAlive())
                .toList();
        Together.run(
                running.stream()
                        .filter(part -> !STOPPED_LAST.contains(part.name()))
                        .toList(),
                Leftovers::stop);
        Together.run(
                running.stream()
                        .filter(part -> STOPPED_LAST.contains(part.name()))
                        .toList(),
                Leftovers::stop);
        return running.stream().map(VenueFile.Entry::name).toList();
    }

    private static void stop(VenueFile.Entry part) throws InterruptedException {
        var process = part.process().find();
        if (process.isPresent()) Launch.stop(process.get(), part.stopSignal(), PATIENCE_MS);
    }
}
