package dev.openbell.stream.floor;

import dev.openbell.chassis.token.AccessToken;
import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.Frame;
import dev.openbell.stream.frames.ToClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One client on the floor: who it is, what it follows, and what it could not be sent yet. */
public final class Session {
    private static final int MOST_TRADES_OWED = 100;

    final String id;
    final OutTray tray;
    final Map<Channel, PrivateFeed> feeds = new EnumMap<>(Channel.class);
    final Set<Display> followed = new LinkedHashSet<>();

    /** What it follows and has to be shown as a whole: it is new to it, or was too slow for a change. */
    final Set<Display> owed = new LinkedHashSet<>();

    /** Trades that it was too slow for, the newest of them. */
    final Deque<Frame> owedTrades = new ArrayDeque<>();

    private final Runnable whenMissed;

    @Nullable
    AccessToken token;

    /** What it hears is public: it goes on when its token has run out, though not when that was revoked. */
    boolean outlivesToken;

    /** @param whenMissed runs when the private channels need fresh snapshots, because something of the log was missed */
    public Session(String id, OutTray tray, Runnable whenMissed) {
        this.id = id;
        this.tray = tray;
        this.whenMissed = whenMissed;
    }

    /** Sends what must arrive. */
    public void say(ToClient message) {
        tray.post(Frame.of(message));
    }

    public Set<Channel> privateChannels() {
        return Set.copyOf(feeds.keySet());
    }

    void missedSomething() {
        whenMissed.run();
    }

    void oweTrade(Frame trade) {
        if (owedTrades.size() == MOST_TRADES_OWED) owedTrades.removeFirst();
        owedTrades.addLast(trade);
    }

    /** @param symbols empty: all of them */
    void unfollow(Channel channel, Set<String> symbols) {
        for (var display : List.copyOf(followed)) {
            if (display.channel != channel) continue;
            if (symbols.isEmpty() || symbols.contains(display.symbol)) display.unfollow(this);
        }
    }

    void unfollowAll() {
        for (var display : List.copyOf(followed)) display.unfollow(this);
    }

    /** Makes up for what it was too slow for, as far as there is room. */
    void catchUp() {
        tray.resume();
        owed.removeIf(display -> display.makeUp(this));
        while (!owedTrades.isEmpty() && tray.offer(owedTrades.getFirst())) owedTrades.removeFirst();
    }
}
