package dev.openbell.standalone;

import dev.openbell.standalone.parts.Doors;
import dev.openbell.standalone.parts.RunningProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentHashMap;

/** Shows what runs, and how it is. */
final class Status {
    private static final String ROW = "%-16s %8s %10s %9s  %s%n";

    private Status() {}

    /** Exit code 0 when everything is ready. */
    static int print(Path data, PrintStream out) throws IOException, InterruptedException {
        var venue = VenueFile.read(data);
        if (venue.isEmpty()) {
            out.println("No venue runs on " + data);
            return 1;
        }
        var processes = new ArrayList<>(venue.get().parts());
        processes.add(venue.get().launcher());
        var health = new ConcurrentHashMap<String, String>();
        Together.run(processes, process -> health.put(process.name(), health(process)));

        out.printf(ROW, "part", "pid", "uptime", "memory", "state");
        long memory = 0;
        for (var process : processes) {
            var state = health.getOrDefault(process.name(), "unknown");
            long resident = memory(process, venue.get());
            memory += resident;
            out.printf(ROW, process.name(), process.pid(), uptime(process.process()), megabytes(resident), state);
        }
        out.printf(ROW, "all", "", "", megabytes(memory), "");
        return venue.get().isAlive() && health.values().stream().allMatch("ready"::equals) ? 0 : 1;
    }

    /** Of the launcher everything else is a child. */
    private static long memory(VenueFile.Entry entry, VenueFile venue) {
        var process = entry.process();
        return entry.equals(venue.launcher()) ? process.memory() : process.memoryWithChildren();
    }

    private static String health(VenueFile.Entry process) {
        if (!process.process().isAlive()) return "dead";
        var reasons = Doors.knock(URI.create(process.door()));
        return reasons.isEmpty() ? "ready" : "not ready: " + String.join(", ", reasons);
    }

    private static String uptime(RunningProcess process) {
        if (!process.isAlive()) return "";
        var age = Duration.between(process.started(), Instant.now());
        if (age.toHours() > 0) return "%d h %02d min".formatted(age.toHours(), age.toMinutesPart());
        return "%d min %02d s".formatted(age.toMinutes(), age.toSecondsPart());
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }
}
