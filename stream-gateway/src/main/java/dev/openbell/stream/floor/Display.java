package dev.openbell.stream.floor;

import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.Frame;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that is shown while it changes: a book, a price, a ticker, a candle. Who is too slow for a change is owed how it stands when
 * there is room again, and never a backlog.
 */
abstract class Display {
    final Channel channel;
    final String symbol;

    private final FloorMetrics metrics;
    private final Set<Session> followers = new LinkedHashSet<>();

    Display(Channel channel, String symbol, FloorMetrics metrics) {
        this.channel = channel;
        this.symbol = symbol;
        this.metrics = metrics;
    }

    /** How it stands now; null while there is nothing to be shown. */
    abstract @Nullable Frame whole();

    boolean hasFollowers() {
        return !followers.isEmpty();
    }

    /** Tells of a change those who know how it stood before; the others are owed the whole. */
    void tell(Frame change) {
        for (var session : followers) {
            if (session.owed.contains(this) || !session.tray.offer(change)) {
                session.owed.add(this);
                metrics.conflated();
            }
        }
    }

    /** Nothing that was told before holds any more. */
    void beginAnew() {
        for (var session : followers) session.owed.add(this);
    }

    void follow(Session session) {
        followOn(session);
        session.owed.add(this);
    }

    /** As {@link #follow}, for who knows how it stands. */
    void followOn(Session session) {
        followers.add(session);
        session.followed.add(this);
    }

    void unfollow(Session session) {
        followers.remove(session);
        session.followed.remove(this);
        session.owed.remove(this);
    }

    /** True: the session has the whole, or there is none. */
    boolean makeUp(Session session) {
        var whole = whole();
        return whole == null || session.tray.offer(whole);
    }
}
