package dev.openbell.matcher.engine;

import org.jspecify.annotations.Nullable;

/** Where events go, numbered: each event of a shard has the next number. */
final class Tape {
    private @Nullable Events sink;
    private long sequence;

    void to(Events sink) {
        this.sink = sink;
    }

    Events next() {
        var to = sink;
        if (to == null) throw new IllegalStateException("an event outside of a command");
        sequence++;
        return to;
    }

    long sequence() {
        return sequence;
    }

    void sequence(long sequence) {
        this.sequence = sequence;
    }
}
