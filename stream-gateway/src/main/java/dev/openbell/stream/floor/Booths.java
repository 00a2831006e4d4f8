package dev.openbell.stream.floor;

import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.Frame;
import dev.openbell.stream.frames.ToClient;
import dev.openbell.trading.v1.CfdPrice;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The booths at the edge of the floor, one to an account that somebody has asked about of late. */
final class Booths {
    private final Map<String, Booth> byAccount = new HashMap<>();
    private final Map<String, CfdPrice> marks = new HashMap<>();
    private final Backlog.Shelf shelf = new Backlog.Shelf();
    private final FloorMetrics metrics;

    Booths(FloorMetrics metrics) {
        this.metrics = metrics;
    }

    /** @param message made only if somebody may hear it */
    void tell(String account, Channel channel, long sequence, Supplier<ToClient> message) {
        var booth = byAccount.get(account);
        if (booth != null) booth.tell(channel, sequence, message);
    }

    /** The engine marks a symbol at this price now. */
    void marked(CfdPrice price) {
        marks.put(price.getSymbol(), price);
    }

    /** Tells what accounts are worth now, where that is different. */
    void draw() {
        for (var booth : byAccount.values()) booth.strip.draw();
    }

    /** From now on all that happens on these private channels waits for its snapshot. */
    void hold(Session session, String account, Set<Channel> channels, long now) {
        for (var channel : channels) {
            session.feeds
                    .computeIfAbsent(channel, c -> new PrivateFeed(session.tray))
                    .hold();
        }
        byAccount
                .computeIfAbsent(account, a -> new Booth(new Strip(marks, metrics), new Backlog(shelf, now)))
                .sessions
                .add(session);
    }

    /** What a session has missed on these channels since an event; null when part of it is forgotten. */
    @Nullable
    List<Frame> missed(Session session, Set<Channel> channels, long since, long now) {
        var booth = of(session);
        return booth == null || since > now ? null : booth.missed(channels, since);
    }

    /** Tells a session what it has missed, and then all that follows. */
    void resume(Session session, Set<Channel> channels, List<Frame> missed, long now) {
        for (var frame : missed) session.tray.post(frame);
        for (var channel : channels) {
            var feed = session.feeds.get(channel);
            if (feed != null) feed.goOnAfter(now);
        }
        var booth = of(session);
        if (booth != null && channels.contains(Channel.ACCOUNT)) booth.strip.follow(session);
    }

    /** Something of the log was missed: every private channel waits for a fresh snapshot. */
    void missedSomething(Session session) {
        for (var feed : session.feeds.values()) feed.hold();
        if (!session.feeds.isEmpty()) session.missedSomething();
    }

    /** The log begins anew after this event. */
    void beginAnew(long sequence) {
        for (var booth : byAccount.values()) booth.missedSomething(sequence);
        marks.clear();
    }

    void begin(Session session, Channel channel, ToClient snapshot, long sequence) {
        var feed = session.feeds.get(channel);
        var booth = of(session);
        if (feed == null || booth == null) return;
        feed.begin(Frame.of(snapshot), sequence);
        if (!(snapshot instanceof ToClient.AccountSnapshot account)) return;
        booth.begin(account);
        booth.strip.followOn(session);
    }

    /** No snapshot could be had: a channel that is new is given up, one that went on before goes on. */
    void giveUp(Session session, Set<Channel> channels) {
        for (var channel : channels) {
            var feed = session.feeds.get(channel);
            if (feed != null && !feed.goOn()) session.feeds.remove(channel);
        }
        if (session.feeds.isEmpty()) forget(session);
    }

    void giveBack(Session session, Channel channel) {
        session.feeds.remove(channel);
        session.unfollow(channel, Set.of());
        if (session.feeds.isEmpty()) forget(session);
    }

    void leave(Session session) {
        session.feeds.clear();
        forget(session);
    }

    void closeAbandoned(Instant now) {
        byAccount.values().removeIf(booth -> {
            boolean abandoned = booth.isAbandoned(now);
            if (abandoned) booth.close();
            return abandoned;
        });
    }

    private void forget(Session session) {
        var booth = of(session);
        if (booth != null) booth.sessions.remove(session);
    }

    private @Nullable Booth of(Session session) {
        var token = session.token;
        return token == null ? null : byAccount.get(token.userId());
    }
}
