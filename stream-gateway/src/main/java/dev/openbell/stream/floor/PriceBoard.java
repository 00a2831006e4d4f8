package dev.openbell.stream.floor;

import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.stream.frames.Channel;
import dev.openbell.stream.frames.Frame;
import dev.openbell.stream.frames.ToClient;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The board over the floor: the latest price of each symbol of the feed. */
final class PriceBoard {
    private final Map<String, Sign> signs = new TreeMap<>();
    private final Set<Sign> changed = new LinkedHashSet<>();
    private final Set<Session> followAll = new LinkedHashSet<>();
    private final Clock clock;
    private final FloorMetrics metrics;

    PriceBoard(Clock clock, FloorMetrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Notes a new price for the next flush. False: it is older than the one that is shown. */
    boolean show(PriceUpdate price) {
        var sign = signs.get(price.getSymbol());
        if (sign == null) {
            sign = sign(price.getSymbol());
            for (var session : followAll) sign.followOn(session);
        }
        if (sign.price != null && isOlder(price, sign.price)) return false;
        sign.price = price;
        changed.add(sign);
        return true;
    }

    private static boolean isOlder(PriceUpdate price, PriceUpdate shown) {
        if (price.getSourceEpoch() != shown.getSourceEpoch()) return price.getSourceEpoch() < shown.getSourceEpoch();
        return price.getSourceSequence() < shown.getSourceSequence();
    }

    boolean hasChanged() {
        return !changed.isEmpty();
    }

    void flush() {
        for (var sign : changed) {
            var price = sign.whole();
            if (price != null && sign.hasFollowers()) sign.tell(price);
        }
        changed.clear();
    }

    boolean has(String symbol) {
        return price(symbol) != null;
    }

    @Nullable
    PriceUpdate price(String symbol) {
        var sign = signs.get(symbol);
        return sign == null ? null : sign.price;
    }

    /** Of all of these; none when the feed has not said anything of one of them. */
    List<PriceUpdate> pricesOf(Collection<String> symbols) {
        var prices = symbols.stream().map(this::price).filter(Objects::nonNull).toList();
        return prices.size() == symbols.size() ? prices : List.of();
    }

    /** @param symbols empty: all of them, those too that are not there yet */
    void follow(Session session, Set<String> symbols) {
        if (symbols.isEmpty()) {
            followAll.add(session);
            for (var sign : List.copyOf(signs.values())) sign.follow(session);
        }
        for (var symbol : symbols) sign(symbol).follow(session);
    }

    /** @param symbols empty: all of them; otherwise those that were followed by name */
    void unfollow(Session session, Set<String> symbols) {
        if (symbols.isEmpty()) followAll.remove(session);
        session.unfollow(Channel.PRICES, symbols);
    }

    void leave(Session session) {
        followAll.remove(session);
    }

    private Sign sign(String symbol) {
        return signs.computeIfAbsent(symbol, Sign::new);
    }

    /** One symbol's place on the board. */
    private final class Sign extends Display {
        private @Nullable PriceUpdate price;

        Sign(String symbol) {
            super(Channel.PRICES, symbol, metrics);
        }

        @Override
        @Nullable
        Frame whole() {
            if (price == null) return null;
            long ageMs = clock.millis() - TimeUnit.MICROSECONDS.toMillis(price.getSourceTimeMicros());
            return Frame.of(new ToClient.PriceMoved(price, Math.max(0, ageMs)));
        }
    }
}
