package dev.openbell.matcher.shard;

import dev.openbell.matcher.engine.Answer;

/**
 * What came of a command. Read on the engine's thread, while the answer is good.
 *
 * @param sequence the last event of the command
 * @param commandId where it stands in the log
 */
public record Outcome(Answer answer, long sequence, String commandId) {}
