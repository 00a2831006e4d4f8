package dev.openbell.matcher.log;

import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import java.util.ArrayList;
import java.util.List;

/** The events of one command as records of the log: one, or several parts where they are many. The same events are always cut the same way. */
public final class Parts {
    private static final int LARGEST_PART = 256 * 1024;

    private Parts() {}

    /**
     * Cuts events into records.
     *
     * @param header what all parts have in common
     * @param first the number of the first event
     */
    public static List<MarketEvents> of(MarketEvents.Builder header, long first, List<MarketEvent> events) {
        var parts = new ArrayList<MarketEvents>(1);
        long next = first;
        int bytes = 0;
        var part = header.clone();
        for (var event : events) {
            int size = event.getSerializedSize();
            if (part.getEventsCount() > 0 && bytes + size > LARGEST_PART) {
                parts.add(numbered(part, next, parts.size()));
                next += part.getEventsCount();
                part = header.clone();
                bytes = 0;
            }
            part.addEvents(event);
            bytes += size;
        }
        if (part.getEventsCount() > 0) parts.add(numbered(part, next, parts.size()));
        if (!parts.isEmpty())
            parts.addLast(parts.removeLast().toBuilder().setLastPart(true).build());
        return parts;
    }

    private static MarketEvents numbered(MarketEvents.Builder part, long first, int number) {
        return part.setPart(number)
                .setFirstSequence(first)
                .setLastSequence(first + part.getEventsCount() - 1)
                .build();
    }
}
