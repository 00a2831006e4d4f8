package dev.openbell.e2e.security;

import dev.openbell.standalone.Venue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** What all parts of the venue have said. */
record VenueLogs(Venue venue) {
    Stream<String> lines() {
        return venue.parts().stream().flatMap(part -> linesOf(part).stream());
    }

    List<String> linesOf(String part) {
        try {
            // A line may be cut in the middle of a letter, where the part is still writing.
            return new String(Files.readAllBytes(venue.log(part)), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
