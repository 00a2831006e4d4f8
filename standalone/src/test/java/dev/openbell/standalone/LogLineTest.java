package dev.openbell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineTest {
    @Test
    void aLineOfAServiceIsReadFromItsJson() {
        var line = LogLine.read(
                "matcher",
                "{\"time\":\"2026-01-31T12:00:00.123456Z\",\"level\":\"INFO\",\"message\":\"Ready\",\"request_id\":\"r1\"}",
                "");

        assertThat(line.toString()).isEqualTo("12:00:00.123 matcher          INFO  Ready  [r1]");
    }

    @Test
    void aLineOfPostgresSortsByItsTimeAndOneWithoutStaysWithTheLineBefore() {
        var first = LogLine.read("postgres", "2026-01-31 12:00:00.500 UTC LOG:  starting", "");
        var second = LogLine.read("postgres", "	detail", first.time());

        assertThat(first.time()).isEqualTo("2026-01-31T12:00:00.500");
        assertThat(second.time()).isEqualTo(first.time());
        assertThat(second.text()).isEqualTo("	detail");
    }

    @Test
    void whatOnlyLooksLikeJsonIsShownAsItIs() {
        assertThat(LogLine.read("edge-api", "{half", "").text()).isEqualTo("{half");
    }
}
