package dev.openbell.standalone;

import dev.openbell.standalone.parts.CannotStart;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the end of the logs in the order of their times, and then what comes. */
final class Logs {
    private static final int OF_ONE = 1 << 20, OF_EACH = 1 << 14;
    private static final long LOOK_AGAIN_MS = 200;

    private Logs() {}

    static int print(Path data, Optional<String> only, boolean follow, PrintStream out)
            throws IOException, InterruptedException {
        var tails = new LinkedHashMap<String, Tail>();
        for (var file : files(data.resolve("logs"))) {
            var name = file.getFileName().toString().replace(".log", "");
            if (only.isEmpty() || only.get().equals(name))
                tails.put(name, Tail.of(file, only.isEmpty() ? OF_EACH : OF_ONE));
        }
        if (tails.isEmpty()) throw new CannotStart("There is no log of " + only.orElse("a venue") + " in " + data);
        do {
            for (var line : newLines(tails)) out.println(line);
            out.flush();
            if (follow) Thread.sleep(LOOK_AGAIN_MS);
        } while (follow && !out.checkError());
        return 0;
    }

    private static List<LogLine> newLines(Map<String, Tail> tails) throws IOException {
        var lines = new ArrayList<LogLine>();
        for (var tail : tails.entrySet()) {
            var time = "";
            for (var text : tail.getValue().lines()) {
                var line = LogLine.read(tail.getKey(), text, time);
                time = line.time();
                lines.add(line);
            }
        }
        lines.sort(Comparator.comparing(LogLine::time));
        return lines;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }
}
