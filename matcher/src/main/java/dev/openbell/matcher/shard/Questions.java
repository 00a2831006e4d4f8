package dev.openbell.matcher.shard;

import dev.openbell.chassis.refusal.Refusal;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** What waits to be asked of the engine, each until it has come far enough in the log. Anybody adds; the engine's thread asks. */
final class Questions {
    private record Question(long offset, Runnable ask, Consumer<Refusal> turnAway) {}

    private final ConcurrentLinkedQueue<Question> waiting = new ConcurrentLinkedQueue<>();

    /**
     * Adds one.
     *
     * @param offset how far the engine must have come
     * @param turnAway is told when it will not be asked
     */
    void add(long offset, Runnable ask, Consumer<Refusal> turnAway) {
        waiting.add(new Question(offset, ask, turnAway));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Asks what can be asked of an engine that has come so far. */
    void ask(long reached) {
        for (int left = waiting.size(); left > 0; left--) {
            var question = waiting.poll();
            if (question == null) return;
            if (question.offset <= reached) question.ask.run();
            else waiting.add(question);
        }
    }

    void turnAway(Refusal why) {
        for (var question = waiting.poll(); question != null; question = waiting.poll()) question.turnAway.accept(why);
    }
}
