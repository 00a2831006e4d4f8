package dev.openbell.matcher.simulation;

import dev.openbell.matcher.engine.Answer;
import dev.openbell.matcher.log.Replica;
import dev.openbell.matcher.log.Shapes;

/**
 * What came of a command, as the one who gave it is told.
 *
 * @param sequence the last event of the command
 * @param commandId where it stands in the log
 * @param done whether it was not refused
 * @param words all that the answer says
 */
record Told(long sequence, String commandId, boolean done, String words) {
    static Told of(Answer answer, Replica replica) {
        boolean done = answer.kind() != Answer.Kind.REFUSED;
        return new Told(replica.engine().sequence(), replica.commandId(), done, answer.kind() + " " + words(answer));
    }

    private static String words(Answer answer) {
        return switch (answer.kind()) {
            case NOTED -> "";
            case REFUSED -> answer.refused().code() + " " + answer.refused().detail();
            case PLACED, REPEATED, CANCELLED, AMENDED ->
                Shapes.order(answer.order()) + answer.trades().toString();
            case DEPOSITED -> answer.balance().toString();
            case POSITION_OPENED, POSITION_AMENDED, POSITION_CLOSED, POSITION_REPEATED ->
                Shapes.position(answer.position()).toString();
            case CANCELLED_ALL, CANCEL_AFTER, OPENED -> Long.toString(answer.number());
        };
    }
}
