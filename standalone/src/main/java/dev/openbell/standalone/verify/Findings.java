package dev.openbell.standalone.verify;

import java.util.ArrayList;
import java.util.List;

/** What is not as it must be: all of it counted, the first lines of it told. */
final class Findings {
    private static final int TOLD = 10;

    private final List<String> first = new ArrayList<>();
    private long count;

    /** One finding, in as many lines as it takes; none when nothing is wrong. */
    void add(List<String> lines) {
        if (lines.isEmpty()) return;
        count++;
        lines.stream().limit(TOLD - first.size()).forEach(first::add);
    }

    long count() {
        return count;
    }

    List<String> first() {
        return first;
    }
}
