package dev.openbell.standalone;

import dev.openbell.standalone.parts.Launch;
import dev.openbell.standalone.parts.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Something that only a service knows how to do, and does beside its running self: a program of its own in the service's jar. */
record ServiceTool(Service service, String main) {
    /** Runs it to its end, in the terminal of whoever called; its exit code. */
    int run(Path data, List<String> arguments, Map<String, String> settings) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command(Setup.on(data).home(), arguments)).inheritIO();
        process.environment().putIfAbsent("LOG_LEVEL", "OFF");
        process.environment().putAll(settings);
        return process.start().waitFor();
    }

    private List<String> command(Path home, List<String> arguments) {
        var jar = home.resolve(service.title()).resolve("target").resolve(service.title() + ".jar");
        if (!Files.exists(jar)) throw new CommandLine.Mistake("nothing is built yet; ./openbell up does that");
        var command = new ArrayList<>(List.of(
                Launch.java().toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                jar.toString(),
                main));
        command.addAll(arguments);
        return command;
    }
}
