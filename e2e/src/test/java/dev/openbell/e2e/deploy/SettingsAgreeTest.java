package dev.openbell.e2e.deploy;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A setting that somebody reads is documented, one that is documented is read, and both say the same about its default. */
class SettingsAgreeTest {
    /** A row of the README's table: the name, what counts otherwise, what it is for. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z][A-Z0-9_]*)` \\| (.*?) \\| .+ \\|$");

    private static final Pattern STATED = Pattern.compile("`(.*)`");

    /** A line of .env.example; a setting with a default is commented out. */
    private static final Pattern LINE = Pattern.compile("(?m)^(?:# )?([A-Z][A-Z0-9_]*)=(.*)$");

    /** The launcher names its ports and switches in its code. */
    private static final Pattern IN_THE_LAUNCHER = Pattern.compile("\"(OPENBELL_[A-Z0-9_]+)\"(?:, (\\d+)\\))?");

    /** Differs from service to service, so no single default can be told. */
    private static final String OWN_NAME = "SERVICE_NAME";

    private final Map<String, String> readme = pairs(ROW, Checkout.read("README.md"));
    private final Map<String, String> example = pairs(LINE, Checkout.read(".env.example"));

    @Test
    void theTableOfTheReadmeNamesEverySettingThatIsRead() {
        assertThat(new TreeSet<>(readme.keySet()))
                .as(
                        "the configuration table of README.md must name exactly what the services, the launcher and compose read: "
                                + "add a row for what is missing, remove what nobody reads")
                .isEqualTo(read());
    }

    @Test
    void theExampleNamesEverySettingOfTheTable() {
        assertThat(new TreeSet<>(example.keySet()))
                .as("the settings of .env.example must be those of the configuration table of README.md")
                .isEqualTo(new TreeSet<>(readme.keySet()));
    }

    @Test
    void theTableStatesTheDefaultsThatCount() {
        defaults().forEach((name, counting) -> {
            if (name.equals(OWN_NAME)) return;
            assertThat(counting)
                    .as("%s must have one default, wherever it is read", name)
                    .hasSizeLessThan(2);
            assertThat(stated(name))
                    .as("the default of %s in the configuration table of README.md must be the one that counts", name)
                    .isEqualTo(counting.stream().findFirst().orElse(""));
        });
    }

    @Test
    void theExampleShowsTheDefaultsOfTheTable() {
        example.forEach((name, shown) -> assertThat(shown)
                .as("%s in .env.example must show the default of README.md's table", name)
                .isEqualTo(stated(name)));
    }

    /** What stands in code type in the table; anything else there is an explanation, and the default is empty. */
    private String stated(String name) {
        var stated = STATED.matcher(readme.getOrDefault(name, ""));
        return stated.matches() ? stated.group(1) : "";
    }

    private static SortedSet<String> read() {
        var read = new TreeSet<>(defaults().keySet());
        read.addAll(Variable.names(Variable.askedForIn(Checkout.read("docker-compose.yml"))));
        return read;
    }

    /** Every variable that services and launcher read, and the different defaults that they give it. */
    private static SortedMap<String, SortedSet<String>> defaults() {
        var services = ServiceSettings.all().flatMap(ServiceSettings::variables);
        var defaults = new TreeMap<String, SortedSet<String>>();
        Stream.concat(services, launchersVariables()).forEach(variable -> {
            var known = defaults.computeIfAbsent(variable.name(), name -> new TreeSet<>());
            if (variable.otherwise() != null) known.add(variable.otherwise());
        });
        return defaults;
    }

    private static Stream<Variable> launchersVariables() {
        return Checkout.sourcesOf("standalone")
                .flatMap(source -> IN_THE_LAUNCHER.matcher(source).results())
                .map(found -> new Variable(found.group(1), found.group(2), false));
    }

    private static Map<String, String> pairs(Pattern line, String text) {
        return line.matcher(text).results().collect(toMap(found -> found.group(1), found -> found.group(2)));
    }
}
