package dev.openbell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services speak with each other through contracts: none has another on its class path. */
class LayersTest {
    private static final Pattern OURS =
            Pattern.compile("<groupId>dev\\.openbell</groupId>\\s*<artifactId>([a-z-]+)</artifactId>");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "edge-api",
                "auth-service",
                "matcher",
                "stream-gateway",
                "db-processor",
                "otp-mailer",
                "price-feed",
                "market-maker"
            })
    void aServiceKnowsTheContractsAndTheChassisAlone(String service) throws IOException {
        var pom = Files.readString(Path.of("..", service, "pom.xml"));
        var known = OURS.matcher(pom).results().map(found -> found.group(1)).toList();

        assertThat(known).isSubsetOf(List.of("openbell", service, "openbell-proto", "chassis", "frontend"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chassis", "openbell-proto"})
    void whatServicesShareKnowsNoService(String library) throws IOException {
        var folder = library.equals("chassis") ? "chassis" : "proto";
        var pom = Files.readString(Path.of("..", folder, "pom.xml"));
        var known = OURS.matcher(pom).results().map(found -> found.group(1)).toList();

        assertThat(known).isSubsetOf(List.of("openbell", "openbell-proto", "chassis"));
    }
}
