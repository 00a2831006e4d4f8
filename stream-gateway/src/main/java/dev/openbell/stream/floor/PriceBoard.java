package dev.openbell.stream.floor;

import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.stream.frames.Frame;
import dev.openbell.stream.frames.ToClient;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The board over the floor: the latest price of each symbol of the feed. */
final class PriceBoard {
    private final Map<String, PriceUpdate> prices = new TreeMap<>();
    private final Clock clock;
    private final FloorMetrics metrics;

    PriceBoard(Clock clock, FloorMetrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Shows a new price to those of the sessions that follow it. */
    void show(PriceUpdate price, Set<Session> sessions) {
        prices.put(price.getSymbol(), price);
        Frame frame = null;
        for (var session : sessions) {
            if (!session.followsPrice(price.getSymbol())) continue;
            if (frame == null) frame = frame(price);
            if (session.owedPrices.contains(price.getSymbol()) || !session.tray.offer(frame)) {
                session.owedPrices.add(price.getSymbol());
                metrics.conflated();
            }
        }
    }

    boolean has(String symbol) {
        return prices.containsKey(symbol);
    }

    void follow(Session session, Set<String> symbols) {
        session.followPrices(symbols);
        for (var symbol : prices.keySet()) {
            if (session.followsPrice(symbol)) session.owedPrices.add(symbol);
        }
    }

    /** Makes up for the prices that a session lacks, as far as there is room. */
    void catchUp(Session session) {
        session.owedPrices.removeIf(symbol -> {
            var price = prices.get(symbol);
            return price == null || !session.followsPrice(symbol) || session.tray.offer(frame(price));
        });
    }

    private Frame frame(PriceUpdate price) {
        long ageMs = clock.millis() - TimeUnit.MICROSECONDS.toMillis(price.getSourceTimeMicros());
        return Frame.of(new ToClient.PriceMoved(price, Math.max(0, ageMs)));
    }
}
