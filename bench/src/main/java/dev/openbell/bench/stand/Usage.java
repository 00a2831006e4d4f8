package dev.openbell.bench.stand;

import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.RunningProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each part of a venue uses while something is measured, and what the load itself does. */
public final class Usage {
    /** This process. */
    public static final String LOAD = "the load";

    /**
     * What one part used.
     *
     * @param cores of how many it had all the time, on average
     * @param megabytes resident memory at the end
     */
    public record Used(String part, double cores, long megabytes) {}

    private final Venue venue;
    private final Map<String, Duration> before = new HashMap<>();
    private final long since = System.nanoTime();

    private Usage(Venue venue) {
        this.venue = venue;
    }

    /** From now on. */
    public static Usage of(Venue venue) {
        var usage = new Usage(venue);
        for (var part : venue.parts()) usage.before.put(part, usage.processorTime(part));
        usage.before.put(LOAD, processorTime(ProcessHandle.current()));
        return usage;
    }

    /** Up to now, the load last. */
    public List<Used> used() {
        double nanos = System.nanoTime() - since;
        var all = new ArrayList<Used>();
        for (var part : venue.parts()) {
            all.add(new Used(part, cores(part, processorTime(part), nanos), megabytes(venue, part)));
        }
        var load = ProcessHandle.current();
        all.add(new Used(
                LOAD,
                cores(LOAD, processorTime(load), nanos),
                RunningProcess.of(load).memory() >> 20));
        return all;
    }

    /** Resident memory of a part. */
    public static long megabytes(Venue venue, String part) {
        return venue.process(part).memoryWithChildren() >> 20;
    }

    /**
     * Says what was used.
     *
     * @param perSecond how often the thing was done that all this was used for
     */
    public static void print(List<Used> used, double perSecond) {
        System.out.printf("  %-16s %8s %10s %10s%n", "", "cores", "µs each", "memory");
        for (var part : used) {
            System.out.printf(
                    "  %-16s %8.2f %10.0f %7d MB%n",
                    part.part(), part.cores(), part.cores() * 1e6 / perSecond, part.megabytes());
        }
    }

    private double cores(String part, Duration now, double nanos) {
        return now.minus(before.getOrDefault(part, Duration.ZERO)).toNanos() / nanos;
    }

    /** With what its children have used: those of PostgreSQL do its work. */
    private Duration processorTime(String part) {
        var process = venue.process(part).find();
        return process.stream()
                .flatMap(found -> found.descendants())
                .map(Usage::processorTime)
                .reduce(process.map(Usage::processorTime).orElse(Duration.ZERO), Duration::plus);
    }

    private static Duration processorTime(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
