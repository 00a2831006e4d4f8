package dev.openbell.matcher.engine;

import java.util.ArrayDeque;

/** What is kept for a while after its work is done, the oldest in front. */
final class Memory {
    private record Entry(long until, Runnable forget) {}

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();

    void keepUntil(long until, Runnable forget) {
        entries.add(new Entry(until, forget));
    }

    void forgetBefore(long now) {
        while (!entries.isEmpty() && entries.getFirst().until < now)
            entries.removeFirst().forget.run();
    }
}
