package dev.openbell.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Plays the journeys of {@code e2e/browser} on the running venue; what they print is the message of a failure. */
@OnTheRunningVenue
class BrowserTest {
    @Test
    void aNewcomerFindsTheWayThrough(Venue venue) throws IOException, InterruptedException {
        var screenshots = Files.createDirectories(Path.of("target", "screenshots"));
        var output = Path.of("target", "browser.log").toFile();
        var journey = new ProcessBuilder(
                        "node",
                        "--test",
                        "browser/way-through.test.mjs",
                        "browser/desk.test.mjs",
                        "browser/account.test.mjs",
                        "browser/cfd.test.mjs",
                        "browser/contract.test.mjs")
                .redirectErrorStream(true)
                .redirectOutput(output);
        journey.environment().put("OPENBELL_EDGE", venue.addresses().edge().toString());
        journey.environment().put("OPENBELL_INBOX", venue.addresses().inbox().toString());
        journey.environment().put("OPENBELL_FEED", "http://" + venue.addresses().hostAndPort(Port.FEED_MANAGEMENT));
        journey.environment()
                .put("OPENBELL_SCREENSHOTS", screenshots.toAbsolutePath().toString());
        var process = journey.start();
        try {
            assertThat(process.waitFor(8, TimeUnit.MINUTES))
                    .as("the journey ends")
                    .isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(output.toPath()))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
