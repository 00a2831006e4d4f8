package dev.openbell.standalone;

import dev.openbell.standalone.parts.CannotStart;
import dev.openbell.standalone.parts.Service;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a venue is started with.
 *
 * @param home the checkout with the built services
 * @param data the folder that keeps everything
 * @param environment the variables that every service gets, those of the ports among them
 * @param services usually all
 * @param libraries the class path with the embedded Kafka
 * @param fresh whether what the folder holds is forgotten first
 * @param rehearses whether the running venue also prepares quicker starts
 * @param out where the progress is told
 */
public record Setup(
        Path home,
        Path data,
        Map<String, String> environment,
        List<Service> services,
        String libraries,
        boolean fresh,
        boolean rehearses,
        PrintStream out) {

    public static Setup on(Path data) {
        var home = findHome();
        var target = home.resolve("standalone").resolve("target");
        return new Setup(
                home,
                data.toAbsolutePath().normalize(),
                System.getenv(),
                List.of(Service.values()),
                target.resolve("standalone.jar") + ":" + target.resolve("lib").resolve("*"),
                false,
                false,
                System.out);
    }

    /** For tests: beside any other venue of the machine, and silent. */
    public static Setup onFreePorts(Path data) {
        return on(data).with("OPENBELL_PORTS", "free")
                .tellingTo(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    public Setup with(String variable, String value) {
        var changed = new HashMap<>(environment);
        changed.put(variable, value);
        return new Setup(home, data, Map.copyOf(changed), services, libraries, fresh, rehearses, out);
    }

    public Setup withServices(Service... only) {
        return new Setup(home, data, environment, List.of(only), libraries, fresh, rehearses, out);
    }

    public Setup withLibraries(String classPath) {
        return new Setup(home, data, environment, services, classPath, fresh, rehearses, out);
    }

    public Setup fromNothing() {
        return new Setup(home, data, environment, services, libraries, true, rehearses, out);
    }

    public Setup rehearsing() {
        return new Setup(home, data, environment, services, libraries, fresh, true, out);
    }

    public Setup tellingTo(PrintStream listener) {
        return new Setup(home, data, environment, services, libraries, fresh, rehearses, listener);
    }

    /** What is unpacked and archived once for all venues of this checkout. */
    public Path cache() {
        return home.resolve("standalone").resolve("target").resolve("cache");
    }

    private static Path findHome() {
        var named = System.getProperty("openbell.home");
        if (named != null) return Path.of(named);
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("standalone").resolve("pom.xml"))) return folder;
        }
        throw new CannotStart("This is no folder of Openbell: there is no standalone/pom.xml above it");
    }
}
