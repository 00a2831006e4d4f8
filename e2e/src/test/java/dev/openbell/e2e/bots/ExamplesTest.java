package dev.openbell.e2e.bots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.client.Customer;
import dev.openbell.e2e.dsl.OnTheRunningVenue;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Launch;
import dev.openbell.standalone.parts.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The bots of docs/examples, run as docs/bots.md says. */
@OnTheRunningVenue
class ExamplesTest {
    private static final String WHAT_A_FIRST_BOT_SAYS = """
            signed in
            BTC_USDC: PRICE / PRICE
            placed: open at PRICE
            amended: open at PRICE
            cancelled: cancelled
            goodbye""";

    private final Venue venue;
    private final Customer owner;

    ExamplesTest(Venue venue) {
        this.venue = venue;
        owner = Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), "author");
    }

    @Test
    void theOneInJavaDoesWhatItSays() throws Exception {
        var home = Path.of("..").toAbsolutePath().normalize();
        var built = home.resolve("market-maker").resolve("target");

        var said = run(
                home.resolve("docs/examples/java"),
                Launch.java().toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                built.resolve("market-maker.jar") + ":" + built.resolve("lib") + "/*",
                "FirstBot.java");

        assertThat(tale(said)).isEqualTo(WHAT_A_FIRST_BOT_SAYS);
    }

    @Test
    void theOneInJavaScriptDoesWhatItSays() throws Exception {
        var folder = Path.of("..", "docs", "examples", "node");
        run(folder, "npm", "ci", "--no-audit", "--prefer-offline");

        assertThat(tale(run(folder, "node", "bot.mjs"))).isEqualTo(WHAT_A_FIRST_BOT_SAYS);
    }

    /** What a bot says of itself; reports come when they come, and prices are what they are. */
    private static String tale(List<String> said) {
        return String.join(
                        "\n",
                        said.stream()
                                .filter(line -> !line.startsWith("report: "))
                                .toList())
                .replaceAll("[0-9]+(\\.[0-9]+)?", "PRICE")
                .replace("OPEN", "open")
                .replace("CANCELLED", "cancelled");
    }

    private List<String> run(Path folder, String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile("openbell-example-", ".log");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        process.environment().putAll(key());
        process.environment().put("OPENBELL_AUTH", venue.addresses().hostAndPort(Port.AUTH));
        process.environment().put("OPENBELL_MATCHER", venue.addresses().hostAndPort(Port.MATCHER));
        process.environment().put("OPENBELL_STREAM", venue.addresses().hostAndPort(Port.STREAM));
        var running = process.start();
        try {
            assertThat(running.waitFor(3, TimeUnit.MINUTES))
                    .as("%s ends: %s", List.of(command), Files.readString(output))
                    .isTrue();
            assertThat(running.exitValue()).as(Files.readString(output)).isZero();
            return Files.readAllLines(output);
        } finally {
            running.destroyForcibly();
            Files.delete(output);
        }
    }

    private Map<String, String> key() {
        var key = owner.rest()
                .post("/api/v1/api-keys", Map.of("name", "my bot", "scopes", List.of("read", "trade")))
                .expect(201);
        return Map.of(
                "OPENBELL_KEY_ID", key.get("key_id").asText(),
                "OPENBELL_SECRET", key.get("secret").asText());
    }
}
