package dev.openbell.stream.floor;

import dev.openbell.chassis.token.AccessToken;
import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.Frame;
import dev.openbell.stream.frames.ToClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One client on the floor: who it is, what it follows, and what it could not be sent yet. */
public final class Session {
    private static final int MOST_TRADES_OWED = 100;

    final String id;
    final OutTray tray;
    final Map<Channel, PrivateFeed> feeds = new EnumMap<>(Channel.class);

    /** Books of which it needs a snapshot: new to it, or it was too slow for a delta. */
    final Set<String> owedBooks = new LinkedHashSet<>();

    /** Symbols whose latest price it lacks. */
    final Set<String> owedPrices = new LinkedHashSet<>();

    /** Trades that it was too slow for, the newest of them. */
    final Deque<Frame> owedTrades = new ArrayDeque<>();

    private final Set<String> prices = new HashSet<>();
    private boolean allPrices;
    private final Runnable whenMissed;

    @Nullable
    AccessToken token;

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

    boolean followsPrice(String symbol) {
        return allPrices || prices.contains(symbol);
    }

    /** @param symbols empty: all of them */
    void followPrices(Set<String> symbols) {
        if (symbols.isEmpty()) allPrices = true;
        prices.addAll(symbols);
    }

    /** @param symbols empty: all of them; otherwise those that were followed by name */
    void unfollowPrices(Set<String> symbols) {
        if (symbols.isEmpty()) {
            allPrices = false;
            prices.clear();
        }
        prices.removeAll(symbols);
    }
}
