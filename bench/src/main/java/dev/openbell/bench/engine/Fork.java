package dev.openbell.bench.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own for one measurement, so that none inherits what another has taught the compiler, or left on the heap. */
final class Fork {
    /** The same for everybody. The venue runs its matcher with this collector and with large memory pages. */
    static final List<String> FLAGS = List.of(
            "-Xms3g",
            "-Xmx3g",
            "-XX:+UseSerialGC",
            "-XX:+UseTransparentHugePages",
            // A collection that is asked for leaves nothing behind, so that sizes are exact.
            "-XX:MarkSweepDeadRatio=0",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dslf4j.internal.verbosity=ERROR");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Fork() {}

    /** Runs the main method of a class, and reads what it answers. */
    static <T> T run(Class<?> main, Class<T> answer, Object... args) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (var arg : args) command.add(arg.toString());
        try {
            var jvm = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            // Whoever is told to end does not leave this one measuring.
            Runtime.getRuntime().addShutdownHook(new Thread(jvm::destroyForcibly));
            var said = jvm.getInputStream().readAllBytes();
            int code = jvm.waitFor();
            if (code != 0) throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
            return JSON.readValue(said, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a measurement ran", e);
        }
    }

    /** Said by the one that was started. */
    static void answer(Object figures) {
        try {
            System.out.println(JSON.writeValueAsString(figures));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
