package dev.openbell.stream.floor;

import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.stream.candles.Chart;
import dev.openbell.stream.candles.Interval;
import dev.openbell.stream.candles.Past;
import dev.openbell.stream.candles.Ticker;
import dev.openbell.stream.frames.Channel;
import dev.openbell.trading.v1.InstrumentKind;
import dev.openbell.trading.v1.Trade;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The screens along the wall: of each symbol its ticker and its candles. They are drawn a few times a second, not with every trade. */
final class Screens {
    private static final long QUIET = TimeUnit.SECONDS.toMicros(5);

    private final Map<String, Screen> screens = new TreeMap<>();
    private final Set<Session> followAll = new LinkedHashSet<>();
    private final Pits pits;
    private final PriceBoard board;
    private final Clock clock;
    private final FloorMetrics metrics;

    Screens(Pits pits, PriceBoard board, Clock clock, FloorMetrics metrics) {
        this.pits = pits;
        this.board = board;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** The books are known from this time on; what was drawn before is drawn from the history again. */
    void open(long timeMicros) {
        for (var pit : pits.all()) {
            if (pit.instrument.getKind() != InstrumentKind.SPOT) continue;
            var known = screens.get(pit.symbol);
            if (known == null) screen(pit.symbol, timeMicros);
            else known.beginAnew(timeMicros);
        }
    }

    void traded(Trade trade) {
        screen(trade.getInstrument(), trade.getTimestampMicros()).traded(trade);
    }

    /** A CFD is drawn from the middle of the feed's price. */
    void quoted(PriceUpdate price) {
        if (pits.hasBook(price.getSymbol())) return;
        long middle = price.getBidE8() + (price.getAskE8() - price.getBidE8()) / 2;
        screen(price.getSymbol(), price.getSourceTimeMicros()).quoted(price.getSourceTimeMicros(), middle);
    }

    /**
     * Tells what is different now.
     *
     * @param logTime to which the log has come: nothing older is traded any more. Where log or feed are quiet, candles end a little late
     */
    void draw(long logTime) {
        long now = now();
        for (var screen : screens.values()) {
            if (pits.hasBook(screen.symbol())) screen.timePasses(logTime);
            screen.timePasses(now - QUIET);
            screen.draw(now);
        }
    }

    List<Ticker> tickers() {
        long now = now();
        return screens.values().stream().map(screen -> screen.ticker(now)).toList();
    }

    /** What the history is to be asked for. */
    List<Floor.Wanted> wanted() {
        return screens.values().stream()
                .filter(screen -> screen.chart().wantsPast())
                .map(screen -> new Floor.Wanted(screen.symbol(), screen.chart().cut(), pits.hasBook(screen.symbol())))
                .toList();
    }

    /** Takes what the history has answered, unless the chart has begun anew since. */
    void remember(Floor.Wanted wanted, Past past) {
        var screen = screens.get(wanted.symbol());
        if (screen != null && screen.chart().cut() == wanted.cut()) screen.remember(past);
    }

    /** @param symbols empty: all of them, those too that are not there yet */
    void followTickers(Session session, Set<String> symbols) {
        if (symbols.isEmpty()) followAll.add(session);
        for (var symbol : symbols.isEmpty() ? Set.copyOf(screens.keySet()) : symbols) {
            screen(symbol).ticker.follow(session);
        }
    }

    void followCandles(Session session, Interval interval, Set<String> symbols) {
        for (var symbol : symbols) screen(symbol).candles(interval).follow(session);
    }

    /** @param symbols empty: all of them */
    void unfollowTickers(Session session, Set<String> symbols) {
        if (symbols.isEmpty()) followAll.remove(session);
        session.unfollow(Channel.TICKER, symbols);
    }

    void leave(Session session) {
        followAll.remove(session);
    }

    private Screen screen(String symbol) {
        return screen(symbol, now());
    }

    private Screen screen(String symbol, long begunAt) {
        var known = screens.get(symbol);
        if (known != null) return known;
        var screen = new Screen(symbol, new Chart(begunAt), this::bestOf, metrics);
        screens.put(symbol, screen);
        for (var session : followAll) screen.ticker.follow(session);
        return screen;
    }

    /** The best prices of a symbol: of its book, or of the feed. */
    private Best bestOf(String symbol) {
        if (pits.hasBook(symbol)) {
            var window = pits.of(symbol).book().window();
            return new Best(
                    window.bids().isEmpty() ? null : window.bids().getFirst().priceE8(),
                    window.asks().isEmpty() ? null : window.asks().getFirst().priceE8());
        }
        var price = board.price(symbol);
        return price == null ? new Best(null, null) : new Best(price.getBidE8(), price.getAskE8());
    }

    record Best(@Nullable Long bid, @Nullable Long ask) {}

    private long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
