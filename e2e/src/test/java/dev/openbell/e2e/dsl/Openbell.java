package dev.openbell.e2e.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ./openbell}, as a person calls it, about the venue on a folder. */
public record Openbell(Path data) {
    /** What a command said, and how it ended. */
    public record Told(int exit, String text) {}

    public Told verify() throws IOException, InterruptedException {
        return call("verify");
    }

    public Told recover(String... arguments) throws IOException, InterruptedException {
        return call("recover", arguments);
    }

    public Told rotateKeys() throws IOException, InterruptedException {
        return call("rotate-keys");
    }

    /** The tables are what the events say. */
    public void verifies() throws IOException, InterruptedException {
        var told = verify();
        assertThat(told.text).contains("identical").contains("balanced").doesNotContain("wrong");
        assertThat(told.exit).isZero();
    }

    private Told call(String name, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("../openbell", name, "--data", data.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment()
                .keySet()
                .removeAll(List.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "DATABASE_URL",
                        "SNAPSHOT_FOLDER",
                        "EVENT_TOPIC",
                        "OPENBELL_SIGNING_KEYS",
                        "ACCESS_TOKEN_TTL"));
        var running = process.start();
        var text = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Told(running.waitFor(), text);
    }
}
