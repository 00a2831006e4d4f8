package dev.openbell.e2e.deploy;

import static java.util.stream.Collectors.toCollection;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A variable of the environment, as a configuration file asks for it.
 *
 * @param otherwise what counts when it is not set; null where nothing is said about that
 * @param required whether the file refuses to go on without it, as compose's {@code ${NAME:?reason}} does
 */
record Variable(String name, @Nullable String otherwise, boolean required) {
    /** {@code ${NAME}} or {@code ${NAME:default}}, with `…` around a default that has a colon; {@code :-} and {@code :?} in shells' manner. */
    private static final Pattern ASKED = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([-?]?)(?:`([^`]*)`|([^}]*)))?}");

    static Stream<Variable> askedForIn(String text) {
        return ASKED.matcher(text).results().map(Variable::found);
    }

    static SortedSet<String> names(Stream<Variable> variables) {
        return variables.map(Variable::name).collect(toCollection(TreeSet::new));
    }

    private static Variable found(MatchResult found) {
        if ("?".equals(found.group(2))) return new Variable(found.group(1), null, true);
        var quoted = found.group(3);
        return new Variable(found.group(1), quoted == null ? found.group(4) : quoted, false);
    }
}
