package dev.openbell.standalone;

import dev.openbell.standalone.parts.CannotStart;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Stops the venue of a data folder. */
final class Down {
    private static final long PATIENCE_MS = 90_000, LOOK_AGAIN_MS = 50;

    private Down() {}

    static int run(Path data, PrintStream out) throws IOException, InterruptedException {
        var venue = VenueFile.read(data);
        if (venue.isEmpty()) {
            out.println("No venue runs on " + data);
            return 0;
        }
        var launcher = venue.get().launcher().process().find();
        if (launcher.isEmpty()) {
            // It was killed, and what it had started is still there.
            try (var folder = DataFolder.take(data)) {
                out.println("Stopped what a killed venue left: " + String.join(", ", Leftovers.stop(venue.get())));
                VenueFile.delete(folder.folder());
            }
            return 0;
        }
        launcher.get().destroy();
        long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
        while (venue.get().isAlive()) {
            if (System.nanoTime() > end) {
                throw new CannotStart("The venue (pid %d) does not stop"
                        .formatted(launcher.get().pid()));
            }
            Thread.sleep(LOOK_AGAIN_MS);
        }
        out.println("The venue is closed");
        return 0;
    }
}
