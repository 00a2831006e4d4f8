package dev.openbell.standalone.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts processes, and asks them to end. */
public final class Launch {
    /**
     * Puts a process into a session of its own. Ctrl-C in a terminal goes to every process of the session; the parts must not hear it,
     * so that the launcher can stop them in order.
     */
    private static final List<String> OWN_SESSION = ownSession();

    private Launch() {}

    /** Java as this process runs it. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Begins a long-lived process; its output is added to the log. */
    public static Process begin(ProcessBuilder process, Path log) throws IOException {
        var command = new ArrayList<>(OWN_SESSION);
        command.addAll(process.command());
        return process.command(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Runs a process to its end. When interrupted it ends it, and returns when nothing that it started is left. */
    public static void run(List<String> command, String input, Path log) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            try (var stdin = process.outputWriter()) {
                stdin.write(input);
            }
            int exit = process.waitFor();
            if (exit != 0) throw new IOException(command + " ended with " + exit);
        } finally {
            for (var ended : kill(process.toHandle())) {
                var _ = ended.onExit().join();
            }
        }
    }

    /** Asks the process to end, and makes it when it does not in time. Returns when it is gone. */
    public static void stop(ProcessHandle process, String signal, long patienceMillis) throws InterruptedException {
        if (!RunningProcess.isRunning(process)) return;
        signal(process, signal);
        if (isGone(process, patienceMillis)) return;
        kill(process);
        isGone(process, patienceMillis);
    }

    /** Ends the process and all that it started, at once; they are gone a moment later. It is halted first, so as to start nothing meanwhile. */
    public static List<ProcessHandle> kill(ProcessHandle process) {
        signal(process, "STOP");
        var family = new ArrayList<>(process.descendants().toList());
        family.addFirst(process);
        family.forEach(ProcessHandle::destroyForcibly);
        return family;
    }

    /** An executable on the path of the launcher. */
    public static Optional<String> onPath(String name) {
        var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Arrays.stream(path.split(":", -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** Returns when the signal is sent. */
    private static void signal(ProcessHandle process, String signal) {
        if (signal.equals("TERM")) {
            process.destroy();
            return;
        }
        try {
            var _ = new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            process.destroy(); // No shell: the usual signal must do.
        }
    }

    private static boolean isGone(ProcessHandle process, long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (RunningProcess.isRunning(process)) {
            if (System.nanoTime() > end) return false;
            Thread.sleep(20);
        }
        return true;
    }

    private static List<String> ownSession() {
        var setsid = onPath("setsid").map(List::of);
        return setsid.or(
                        () -> onPath("perl").map(perl -> List.of(perl, "-e", "use POSIX; POSIX::setsid(); exec @ARGV")))
                .orElse(List.of());
    }
}
