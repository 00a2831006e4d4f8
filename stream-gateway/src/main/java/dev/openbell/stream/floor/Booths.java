package dev.openbell.stream.floor;

import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.Frame;
import dev.openbell.stream.frames.ToClient;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The booths at the edge of the floor, one to an account: its sessions hear there of its own orders and money. */
final class Booths {
    private final Map<String, Set<Session>> byAccount = new HashMap<>();

    /** @param message made only if somebody hears it */
    void tell(String account, Channel channel, long number, Supplier<ToClient> message) {
        Frame frame = null;
        for (var session : byAccount.getOrDefault(account, Set.of())) {
            var feed = session.feeds.get(channel);
            if (feed == null) continue;
            if (frame == null) frame = Frame.of(message.get());
            feed.happened(number, frame);
        }
    }

    /** From now on all that happens on the private ones of these channels waits for its snapshot. */
    void hold(Session session, String account, Set<Channel> channels) {
        for (var channel : channels) {
            if (!channel.isPrivate()) continue;
            session.feeds
                    .computeIfAbsent(channel, c -> new PrivateFeed(session.tray))
                    .hold();
        }
        byAccount.computeIfAbsent(account, a -> new LinkedHashSet<>()).add(session);
    }

    /** Something of the log was missed: every private channel waits for a fresh snapshot. */
    void missedSomething(Session session) {
        for (var feed : session.feeds.values()) feed.hold();
        if (!session.feeds.isEmpty()) session.missedSomething();
    }

    void begin(Session session, Channel channel, ToClient snapshot, long sequence) {
        var feed = session.feeds.get(channel);
        if (feed != null) feed.begin(Frame.of(snapshot), sequence);
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
        if (session.feeds.isEmpty()) forget(session);
    }

    void leave(Session session) {
        session.feeds.clear();
        forget(session);
    }

    private void forget(Session session) {
        var token = session.token;
        if (token == null) return;
        byAccount.computeIfPresent(token.userId(), (account, all) -> {
            all.remove(session);
            return all.isEmpty() ? null : all;
        });
    }
}
