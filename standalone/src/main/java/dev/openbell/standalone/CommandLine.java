package dev.openbell.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was typed after {@code ./openbell}.
 *
 * @param passedOn what the command passes on to another program, as it was typed
 */
record CommandLine(String command, Set<String> switches, Path data, Optional<String> operand, List<String> passedOn) {
    private static final Map<String, Set<String>> SWITCHES = Map.of(
            "up", Set.of("--fresh", "--no-build", "--detach"),
            "logs", Set.of("-f"));

    static final class Mistake extends RuntimeException {
        Mistake(String what) {
            super(what);
        }
    }

    static CommandLine parse(String... arguments) {
        if (arguments.length == 0) throw new Mistake("say what to do; try ./openbell help");
        var command = arguments[0];
        var switches = new HashSet<String>();
        var data = Path.of(System.getProperty("openbell.home", "")).resolve(".openbell");
        var operand = Optional.<String>empty();
        var passedOn = new ArrayList<String>();

        var rest = List.of(arguments).listIterator(1);
        while (rest.hasNext()) {
            var argument = rest.next();
            if (argument.equals("--data")) {
                if (!rest.hasNext()) throw new Mistake("--data needs a folder");
                data = Path.of(rest.next());
            } else if (command.equals("recover")) {
                passedOn.add(argument);
            } else if (SWITCHES.getOrDefault(command, Set.of()).contains(argument)) {
                switches.add(argument);
            } else if (command.equals("logs") && operand.isEmpty() && !argument.startsWith("-")) {
                operand = Optional.of(argument);
            } else {
                throw new Mistake("%s does not know %s; try ./openbell help".formatted(command, argument));
            }
        }
        return new CommandLine(command, switches, data.toAbsolutePath().normalize(), operand, passedOn);
    }

    boolean has(String name) {
        return switches.contains(name);
    }

    Setup setup() {
        var setup = unhurried(Setup.on(data).rehearsing());
        return has("--fresh") ? setup.fromNothing() : setup;
    }

    /** A market of the venue's own making moves five times a second: often enough for the eye, and the machine is left to others. */
    private static Setup unhurried(Setup setup) {
        var said = setup.environment();
        if (said.containsKey("PRICE_MIN_INTERVAL") || "backpack".equals(said.get("OPENBELL_PRICE_SOURCE")))
            return setup;
        return setup.with("PRICE_MIN_INTERVAL", "200ms");
    }
}
