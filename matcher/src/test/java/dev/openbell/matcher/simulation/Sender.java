package dev.openbell.matcher.simulation;

import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.matcher.simulation.Fate.Fault;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A producer of commands. What it is handed reaches the log in any order, when it is carried there. When one is not acknowledged it may
 * arrive all the same, and later than anybody expects.
 */
final class Sender {
    /** Before its callers do, so that nothing is done long after they have gone. */
    private static final int GIVES_UP_AFTER_MICROS = 3_000_000;

    private record Handed(LoggedCommand command, Request.@Nullable Attempt by, long at) {}

    private final Venue venue;
    private final Fate fate;
    private final List<Handed> waiting = new ArrayList<>();

    Sender(Venue venue) {
        this.venue = venue;
        this.fate = venue.fate();
    }

    /** @param by who is told when nobody knows what became of it, if anybody is */
    void send(LoggedCommand command, Request.@Nullable Attempt by) {
        waiting.add(new Handed(command, by, venue.now()));
    }

    /** Carries some of what waits. */
    void carry(int most) {
        giveUpOld();
        for (int i = 0; i < most && !waiting.isEmpty(); i++) {
            carry(waiting.remove(fate.upTo(waiting.size() - 1)));
        }
    }

    private void carry(Handed command) {
        boolean appended = !fate.strikes(Fault.NOT_APPENDED);
        if (appended) venue.commands().append(record(command));
        else if (fate.chance(0.5)) late(command);
        if (appended && !fate.strikes(Fault.ACKNOWLEDGEMENT_LOST)) return;
        if (command.by != null) command.by.failed();
    }

    private void giveUpOld() {
        for (var command : waiting) {
            if (isOld(command) && command.by != null) command.by.failed();
        }
        waiting.removeIf(this::isOld);
    }

    private boolean isOld(Handed command) {
        return venue.now() - command.at > GIVES_UP_AFTER_MICROS;
    }

    /** Nobody listens at this end any more. */
    void cut() {
        giveUpOld();
        for (var command : waiting) {
            if (fate.chance(0.5)) late(command);
        }
        waiting.clear();
    }

    private void late(Handed command) {
        venue.commands().appendLate(venue.now() + fate.upTo(GIVES_UP_AFTER_MICROS), record(command));
    }

    private ProducerRecord<byte[], byte[]> record(Handed command) {
        return new ProducerRecord<>(venue.commands().partition().topic(), command.command.toByteArray());
    }

    boolean isIdle() {
        return waiting.isEmpty();
    }
}
