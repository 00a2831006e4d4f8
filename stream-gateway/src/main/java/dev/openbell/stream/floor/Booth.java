package dev.openbell.stream.floor;

import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.Frame;
import dev.openbell.stream.frames.ToClient;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One account's place on the floor: its sessions hear there of its own orders and money, and come back to what they have missed. */
final class Booth {
    /** How long it is kept for a client whose line broke. */
    static final Duration KEPT = Duration.ofMinutes(2);

    final Set<Session> sessions = new LinkedHashSet<>();
    final Strip strip;

    private final Backlog backlog;
    private @Nullable Instant emptySince;

    Booth(Strip strip, Backlog backlog) {
        this.strip = strip;
        this.backlog = backlog;
    }

    void tell(Channel channel, long sequence, Supplier<ToClient> message) {
        var frame = Frame.of(message.get());
        backlog.add(channel, sequence, frame);
        if (strip.isKnown()) show(frame.message());
        for (var session : sessions) {
            var feed = session.feeds.get(channel);
            if (feed != null) feed.happened(sequence, frame);
        }
    }

    private void show(ToClient message) {
        switch (message) {
            case ToClient.BalanceMoved moved -> strip.changed(moved.balance());
            case ToClient.PositionMoved moved -> strip.changed(moved.position());
            default -> {}
        }
    }

    /** All that these channels said after an event; null when part of it is forgotten. */
    @Nullable
    List<Frame> missed(Set<Channel> channels, long since) {
        if (channels.contains(Channel.ACCOUNT) && !strip.isKnown()) return null;
        return backlog.since(since, channels);
    }

    /** The snapshot of a session tells the strip where the account stood; what has happened since is in the backlog. */
    void begin(ToClient.AccountSnapshot snapshot) {
        if (strip.isKnown()) return;
        var since = backlog.since(snapshot.sequence(), Set.of(Channel.ACCOUNT));
        if (since == null) return;
        strip.begin(snapshot.balances(), snapshot.positions());
        for (var frame : since) show(frame.message());
    }

    /** Something of the log was missed: nobody can come back to what was before. */
    void missedSomething(long sequence) {
        backlog.beginAnew(sequence);
        strip.forget();
    }

    /** Whether nobody has stood here for so long that nobody is likely to come back. */
    boolean isAbandoned(Instant now) {
        if (!sessions.isEmpty()) emptySince = null;
        else if (emptySince == null) emptySince = now;
        return emptySince != null && emptySince.plus(KEPT).isBefore(now);
    }

    void close() {
        backlog.beginAnew(Long.MAX_VALUE);
    }
}
