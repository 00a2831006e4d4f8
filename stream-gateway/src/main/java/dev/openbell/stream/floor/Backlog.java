package dev.openbell.stream.floor;

import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The latest private frames of one account, for who comes back and asks what it has missed. */
final class Backlog {
    static final int MOST = 1_000;

    /** A private frame, of the event with this number. */
    record Entry(Backlog owner, Channel channel, long sequence, Frame frame) {}

    /** All backlogs together keep so much, and then forget the oldest. */
    static final class Shelf {
        static final int MOST = 50_000;

        private final Set<Entry> entries = new LinkedHashSet<>();

        private void add(Entry entry) {
            if (entries.size() == MOST) entries.iterator().next().owner.forgetOldest();
            entries.add(entry);
        }
    }

    private final Shelf shelf;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long completeSince;

    /** @param sequence everything after this event will be here */
    Backlog(Shelf shelf, long sequence) {
        this.shelf = shelf;
        this.completeSince = sequence;
    }

    void add(Channel channel, long sequence, Frame frame) {
        if (entries.size() == MOST) forgetOldest();
        var entry = new Entry(this, channel, sequence, frame);
        entries.addLast(entry);
        shelf.add(entry);
    }

    /**
     * What was said on these channels after an event, oldest first; null when part of it is forgotten. Of an event that was told in several
     * frames nobody knows whether all of them arrived: those are said again.
     */
    @Nullable
    List<Frame> since(long sequence, Set<Channel> channels) {
        if (sequence < completeSince) return null;
        var last = new ArrayList<Frame>();
        var missed = new ArrayList<Frame>();
        for (var entry : entries) {
            if (!channels.contains(entry.channel)) continue;
            if (entry.sequence > sequence) missed.add(entry.frame);
            else if (entry.sequence == sequence) last.add(entry.frame);
        }
        if (last.size() > 1) missed.addAll(0, last);
        return missed;
    }

    /** Forgets all of it; everything after this event will be here again. */
    void beginAnew(long sequence) {
        entries.forEach(shelf.entries::remove);
        entries.clear();
        completeSince = sequence;
    }

    private void forgetOldest() {
        var oldest = entries.removeFirst();
        shelf.entries.remove(oldest);
        completeSince = oldest.sequence;
    }
}
