package dev.openbell.history.log;

/**
 * How far a log has been folded into the tables.
 *
 * @param topicId a topic that was made anew has another one
 * @param logEpoch as the last record said; of no meaning before the first
 * @param nextOffset of the first record that is not in the tables; where events are numbered, only where to look for it
 * @param lastSequence of the last event that is; 0 where events are not numbered, or there was none
 */
public record Position(String topicId, long logEpoch, long nextOffset, long lastSequence) {
    public static Position atBeginning(String topicId, long offset) {
        return new Position(topicId, 0, offset, 0);
    }

    boolean isNumbered() {
        return lastSequence > 0;
    }

    /** The same events are in the tables, and the next one stands here. */
    Position at(long offset) {
        return new Position(topicId, logEpoch, offset, lastSequence);
    }

    /** The record at this offset has no numbered events, and is done. */
    public Position past(long offset) {
        return new Position(topicId, logEpoch, offset + 1, lastSequence);
    }
}
