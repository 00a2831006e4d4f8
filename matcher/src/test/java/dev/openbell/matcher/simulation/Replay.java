package dev.openbell.matcher.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.events.v1.LedgerKind;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.PositionChange;
import dev.openbell.events.v1.PositionChanged;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.log.Replica;
import dev.openbell.trading.v1.CloseReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The whole command log, applied once more from its beginning by somebody who was not there: what the truth is. */
final class Replay {
    private record Key(String account, String key) {}

    /** A command as it was wished for, and what its sender is told. */
    private record Done(LoggedCommand wish, Told told) {}

    private final Replica replica = new Replica(Venue.SHARD, new Engine(Venue.SHARD), 0, 0, Set.of());
    private final List<MarketEvents> parts = new ArrayList<>();
    private final Map<String, Done> done = new HashMap<>();
    private final Map<Key, Integer> effects = new HashMap<>();

    Replay(Topic commands) {
        for (var record : commands.all()) apply(record);
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        var told = Told.of(replica.apply(record, true), replica);
        var wish = wish(replica.logged());
        done.put(replica.commandId(), new Done(wish, told));
        var made = replica.events();
        parts.addAll(made);
        boolean changed =
                made.stream().flatMap(part -> part.getEventsList().stream()).anyMatch(Replay::isDoneForAKey);
        var key = new Key(wish.getAccount(), Request.key(wish));
        if (changed) effects.merge(key, 1, Integer::sum);
    }

    /** As it was before it was stamped. */
    private static LoggedCommand wish(LoggedCommand logged) {
        return logged.toBuilder()
                .clearVersion()
                .clearAcceptedAtMicros()
                .clearInstanceEpoch()
                .clearRequestNumber()
                .build();
    }

    /** Only commands with a key do these. */
    private static boolean isDoneForAKey(MarketEvent event) {
        return event.hasOrderPlaced()
                || event.hasOrderAmended()
                || isOpenedOrClosedByItsOwner(event.getPositionChanged())
                || (event.hasLedgerPosted() && event.getLedgerPosted().getKind() == LedgerKind.DEPOSIT);
    }

    private static boolean isOpenedOrClosedByItsOwner(PositionChanged changed) {
        return changed.getChange() == PositionChange.POSITION_OPENED
                || changed.getPosition().getCloseReason() == CloseReason.CLOSED_BY_OWNER;
    }

    Engine engine() {
        return replica.engine();
    }

    List<MarketEvents> parts() {
        return parts;
    }

    /** Whoever got an answer got this one; what was done was done once, and what was refused was not done. */
    void mustHaveAnswered(List<Request> requests) {
        for (var times : effects.entrySet()) {
            assertThat(times.getValue())
                    .as("times that %s was done", times.getKey())
                    .isEqualTo(1);
        }
        for (var request : requests) {
            var told = request.told();
            if (told == null) continue;
            assertThat(done.get(told.commandId())).isEqualTo(new Done(request.wish(), told));
            var key = Request.key(request.wish());
            if (key.isEmpty()) continue;
            // An order that is amended to what it is already stays as it is.
            if (told.done() && request.wish().hasAmendOrder()) continue;
            assertThat(effects.containsKey(new Key(request.wish().getAccount(), key)))
                    .as("done: %s", request.wish())
                    .isEqualTo(told.done());
        }
    }
}
