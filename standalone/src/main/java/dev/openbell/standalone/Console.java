package dev.openbell.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What a person at the terminal sees of a venue. */
final class Console {
    private final PrintStream out;
    private final long began = System.nanoTime();

    Console(PrintStream out) {
        this.out = out;
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    void ready(String part, Duration after) {
        line("  %-16s ready %6s".formatted(part, seconds(after)));
    }

    /** Since the beginning. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
