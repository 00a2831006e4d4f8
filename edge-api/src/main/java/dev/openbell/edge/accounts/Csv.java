package dev.openbell.edge.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a spreadsheet reads them: RFC 4180, with a line of names, and nothing where there is no value.
 *
 * <p>A spreadsheet takes text that begins like a formula for one. Such text gets an apostrophe before it, which makes it text; a number
 * below zero stays a number.
 */
final class Csv<T> {
    private static final String END_OF_LINE = "\r\n";
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\t\r].*", Pattern.DOTALL);
    private static final Pattern TO_BE_QUOTED = Pattern.compile("[\",\r\n]");

    private final List<String> names = new ArrayList<>();
    private final List<Function<T, @Nullable Object>> values = new ArrayList<>();

    /** The next column. */
    public Csv<T> with(String name, Function<T, @Nullable Object> value) {
        names.add(name);
        values.add(value);
        return this;
    }

    public String head() {
        return line(names.stream().map(Csv::cell).toList());
    }

    public String lines(List<T> rows) {
        var lines = new StringBuilder();
        for (var row : rows) {
            lines.append(
                    line(values.stream().map(value -> cell(value.apply(row))).toList()));
        }
        return lines.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(",", "", END_OF_LINE));
    }

    private static String cell(@Nullable Object value) {
        if (value == null) return "";
        var text = value.toString();
        boolean formula =
                FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
        var safe = formula ? "'" + text : text;
        return TO_BE_QUOTED.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
