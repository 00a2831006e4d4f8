package dev.openbell.standalone;

import dev.openbell.standalone.parts.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Has auth-service's own program let a new key sign: for the venue on the data folder, or for the file that the environment names. */
final class RotateKeys {
    private static final String SETTING = "OPENBELL_SIGNING_KEYS";
    private static final ServiceTool TOOL = new ServiceTool(Service.AUTH_SERVICE, "dev.openbell.auth.token.RotateKeys");

    private RotateKeys() {}

    /** Exit code 0, or 2 when it could not be done. */
    static int run(Path data, Map<String, String> environment) throws IOException, InterruptedException {
        boolean elsewhere = !environment.getOrDefault(SETTING, "").isBlank();
        return TOOL.run(data, List.of(), elsewhere ? Map.of() : Map.of(SETTING, "file:" + keysOf(data)));
    }

    private static Path keysOf(Path data) {
        var keys = DataFolder.signingKeys(data);
        if (Files.notExists(keys)) throw new CommandLine.Mistake("No venue has ever been up on " + data);
        return keys;
    }
}
