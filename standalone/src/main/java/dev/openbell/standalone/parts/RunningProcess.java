package dev.openbell.standalone.parts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A process, named by its pid and the time of its start: a pid that the system has given away again is another process. */
public record RunningProcess(long pid, Instant started) {
    /** The system computes the time of a start from its clock, so it may differ a little from one look to the next. */
    private static final Duration SAME_START = Duration.ofSeconds(2);

    public static RunningProcess of(ProcessHandle process) {
        return new RunningProcess(process.pid(), startOf(process));
    }

    /** The process itself, while it lives. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(RunningProcess::isRunning)
                .filter(process ->
                        Duration.between(started, startOf(process)).abs().compareTo(SAME_START) < 0);
    }

    public boolean isAlive() {
        return find().isPresent();
    }

    /** Resident memory in bytes. */
    public long memory() {
        return find().map(process -> residentMemory(process, "VmRSS:")).orElse(0L);
    }

    /** The same with what its children have for themselves. */
    public long memoryWithChildren() {
        var children = find().stream().flatMap(ProcessHandle::descendants);
        return memory()
                + children.mapToLong(child -> residentMemory(child, "RssAnon:")).sum();
    }

    /** Whether it does anything still: one that has ended and is only remembered by the system does not. */
    static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) return false;
        try {
            var stat = Path.of("/proc/" + process.pid() + "/stat");
            return !Files.exists(stat) || !Files.readString(stat).contains(") Z ");
        } catch (IOException e) {
            return process.isAlive();
        }
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static long residentMemory(ProcessHandle process, String kind) {
        var status = Path.of("/proc/" + process.pid() + "/status");
        try {
            if (Files.exists(status)) {
                return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith(kind))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                        .sum();
            }
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
            var kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) * 1024;
        } catch (IOException e) {
            return 0; // It has just ended, and has no memory any more.
        }
    }
}
