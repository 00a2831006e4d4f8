package dev.openbell.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;

/**
 * A line of a part's log, made readable. A service writes JSON, the others text that begins with a time, or not.
 *
 * @param time as {@code 2026-01-31T12:00:00.000}, so that the lines of all parts sort
 */
record LogLine(String part, String time, String text) {
    private static final Pattern TIMED =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d\\.\\d{3})\\S* (?:UTC +)?(.*)");
    private static final ObjectMapper json = new ObjectMapper();

    /** @param before the time of the line before, which one without a time of its own belongs to */
    static LogLine read(String part, String line, String before) {
        if (line.startsWith("{")) return readJson(part, line, before);
        var timed = TIMED.matcher(line);
        return timed.matches()
                ? new LogLine(part, timed.group(1) + "T" + timed.group(2), timed.group(3))
                : new LogLine(part, before, line);
    }

    @Override
    public String toString() {
        return "%-12s %-16s %s".formatted(time.isEmpty() ? "" : time.substring(11), part, text);
    }

    private static LogLine readJson(String part, String line, String before) {
        try {
            var entry = json.readTree(line);
            var time = entry.path("time").asText();
            var text = "%-5s %s"
                    .formatted(
                            entry.path("level").asText(), entry.path("message").asText());
            if (entry.has("request_id"))
                text += "  [" + entry.path("request_id").asText() + "]";
            if (entry.has("stack_trace"))
                text += "\n" + entry.path("stack_trace").asText().stripTrailing();
            return new LogLine(part, time.length() < 23 ? before : time.substring(0, 23), text);
        } catch (JsonProcessingException e) {
            return new LogLine(part, before, line);
        }
    }
}
