package dev.openbell.bench.history;

import dev.openbell.standalone.Venue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Processor time that db-processor and PostgreSQL have used, beside the time on the clock, all in seconds. Linux says so. */
record Effort(double seconds, double history, double postgres) {
    private static final double TICKS_A_SECOND = 100;

    static Effort of(Venue venue) throws IOException {
        return new Effort(
                System.nanoTime() / 1e9,
                used(venue.process("db-processor").pid()),
                used(venue.process("postgres").pid()));
    }

    Effort since(Effort before) {
        return new Effort(seconds - before.seconds, history - before.history, postgres - before.postgres);
    }

    /** By a process and all that it has begun. */
    private static double used(long pid) throws IOException {
        double used = 0;
        var begun = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants);
        for (var id :
                Stream.concat(Stream.of(pid), begun.map(ProcessHandle::pid)).toList()) used += usedAlone(id);
        return used;
    }

    private static double usedAlone(long pid) throws IOException {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
        } catch (NoSuchFileException e) {
            return 0; // it has ended meanwhile
        }
    }
}
