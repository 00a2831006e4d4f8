package dev.openbell.matcher.simulation;

import dev.openbell.events.v1.LoggedCommand;
import org.jspecify.annotations.Nullable;

/** What somebody wants of the venue. It is sent again, with the same key, until an answer comes. */
final class Request {
    /** One sending of it. What comes of an earlier one reaches nobody. */
    final class Attempt {
        void answered(Told answer) {
            if (current != this) return;
            current = null;
            told = answer;
        }

        /** No answer came: whether it was done is unknown. */
        void failed() {
            if (current == this) current = null;
        }
    }

    private final LoggedCommand wish;
    private final long firstSentAt;
    private long sentAt;
    private @Nullable Attempt current;
    private @Nullable Told told;

    Request(LoggedCommand wish, long now) {
        this.wish = wish;
        this.firstSentAt = now;
    }

    LoggedCommand wish() {
        return wish;
    }

    long firstSentAt() {
        return firstSentAt;
    }

    long sentAt() {
        return sentAt;
    }

    boolean isUnderWay() {
        return current != null;
    }

    Attempt sent(long now) {
        sentAt = now;
        var attempt = new Attempt();
        current = attempt;
        return attempt;
    }

    @Nullable
    Told told() {
        return told;
    }

    /** What makes it safe to ask for the same again; empty for what can be asked twice as it is. */
    static String key(LoggedCommand wish) {
        return switch (wish.getCommandCase()) {
            case PLACE_ORDER -> wish.getPlaceOrder().getIdempotencyKey();
            case AMEND_ORDER -> wish.getAmendOrder().getIdempotencyKey();
            case OPEN_POSITION -> wish.getOpenPosition().getIdempotencyKey();
            case CLOSE_POSITION -> wish.getClosePosition().getIdempotencyKey();
            case DEPOSIT -> wish.getDeposit().getIdempotencyKey();
            default -> "";
        };
    }
}
