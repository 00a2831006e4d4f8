package dev.openbell.standalone;

import dev.openbell.standalone.parts.Launch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a venue that stays when this command is gone, and shows its start. */
final class Detached {
    private static final long LOOK_AGAIN_MS = 100;

    private Detached() {}

    static int up(CommandLine line) throws IOException, InterruptedException {
        Path log;
        try (var data = DataFolder.take(line.data())) {
            log = data.log("venue");
        }
        var told = Tail.from(log);
        var venue = Launch.begin(new ProcessBuilder(command(line)), log);
        // Whoever presses Ctrl-C now wants no venue.
        var regret = new Thread(venue::destroy, "regret");
        Runtime.getRuntime().addShutdownHook(regret);

        boolean ready = false;
        while (venue.isAlive() && !ready) {
            Thread.sleep(LOOK_AGAIN_MS);
            ready = isReady(line.data(), venue.pid());
            told.lines().forEach(System.out::println);
        }
        Runtime.getRuntime().removeShutdownHook(regret);
        told.lines().forEach(System.out::println);
        return ready ? 0 : 1;
    }

    private static boolean isReady(Path data, long pid) throws IOException {
        return VenueFile.read(data)
                .filter(venue -> venue.ready() && venue.launcher().pid() == pid)
                .isPresent();
    }

    /** This very command, staying in the foreground of nobody. */
    private static List<String> command(CommandLine line) {
        var command = new ArrayList<String>();
        command.add(Launch.java().toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Openbell.class.getName()));
        command.addAll(List.of("up", "--data", line.data().toString()));
        if (line.has("--fresh")) command.add("--fresh");
        return command;
    }
}
