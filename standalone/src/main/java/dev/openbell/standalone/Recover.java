package dev.openbell.standalone;

import dev.openbell.standalone.parts.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs the matcher's own way on after a loss: for the venue on the data folder, or for one elsewhere that the environment names. It is the
 * matcher's, because only that knows its logs and snapshots from within.
 */
final class Recover {
    private static final String KAFKA = "KAFKA_BOOTSTRAP_SERVERS", SNAPSHOTS = "SNAPSHOT_FOLDER";
    private static final ServiceTool TOOL = new ServiceTool(Service.MATCHER, "dev.openbell.matcher.recover.Recover");

    /** The matcher's answer that something was changed. */
    private static final int DONE = 3;

    private Recover() {}

    /** Exit code 0 when nothing is missing any more, 1 when nothing was changed for want of {@code --yes}, 2 when it could not be done. */
    static int run(CommandLine line, Map<String, String> environment, PrintStream out)
            throws IOException, InterruptedException {
        boolean elsewhere = isElsewhere(environment);
        var places = elsewhere ? Map.<String, String>of() : places(line.data());
        int exit = TOOL.run(line.data(), line.passedOn(), places);
        if (exit != DONE) return exit;
        if (!elsewhere) startAnew(venue(line.data()), out);
        return 0;
    }

    private static boolean isElsewhere(Map<String, String> environment) {
        boolean kafka = !environment.getOrDefault(KAFKA, "").isBlank();
        boolean snapshots = !environment.getOrDefault(SNAPSHOTS, "").isBlank();
        if (kafka != snapshots) {
            throw new CommandLine.Mistake(
                    "%s and %s name one venue together; set both or neither".formatted(KAFKA, SNAPSHOTS));
        }
        return kafka;
    }

    private static Map<String, String> places(Path data) throws IOException {
        var kafka = venue(data).addresses().getOrDefault("kafka", "");
        return Map.of(KAFKA, kafka, SNAPSHOTS, data.resolve("snapshots").toString());
    }

    private static VenueFile venue(Path data) throws IOException {
        return VenueFile.read(data)
                .filter(VenueFile::isAlive)
                .orElseThrow(() -> new CommandLine.Mistake("No venue runs on " + data));
    }

    /** The launcher starts the matcher again when its process has ended. */
    private static void startAnew(VenueFile venue, PrintStream out) {
        venue.parts().stream()
                .filter(part -> part.name().equals(Service.MATCHER.title()))
                .flatMap(part -> part.process().find().stream())
                .forEach(ProcessHandle::destroy);
        out.println("The venue starts its matcher anew.");
    }
}
