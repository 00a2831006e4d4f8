package dev.openbell.matcher.simulation;

import dev.openbell.events.v1.LoggedCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Somebody who asks the venue for things, of any instance, and asks again when no answer comes. */
final class Client {
    private static final int MOST_AT_ONCE = 4;
    private static final long PATIENCE_MICROS = 4_000_000;

    /** Well within the five minutes for which the venue remembers a key, clocks that differ and late records included. */
    private static final long GIVES_UP_AFTER_MICROS = 120_000_000;

    private final Venue venue;
    private final Supplier<LoggedCommand> wishes;
    private final List<Request> open = new ArrayList<>();
    private boolean isKnown; // the first wish, an account, comes before all others

    Client(Venue venue, Supplier<LoggedCommand> wishes) {
        this.venue = venue;
        this.wishes = wishes;
    }

    void turn() {
        sendAgain();
        if (open.size() >= (isKnown ? MOST_AT_ONCE : 1)) return;
        var request = new Request(wishes.get(), venue.now());
        open.add(request);
        venue.auditor().asked(request);
        send(request);
    }

    void sendAgain() {
        if (open.removeIf(request -> request.told() != null)) isKnown = true;
        open.removeIf(this::isGivenUp);
        for (var request : open) {
            boolean waits = request.isUnderWay() && venue.now() - request.sentAt() < PATIENCE_MICROS;
            if (!waits) send(request);
        }
    }

    private boolean isGivenUp(Request request) {
        return isKnown && venue.now() - request.firstSentAt() > GIVES_UP_AFTER_MICROS;
    }

    private void send(Request request) {
        venue.anyInstance().submit(request);
    }

    /** Every question has its answer. */
    boolean isContent() {
        return open.stream().allMatch(request -> request.told() != null || isGivenUp(request));
    }
}
