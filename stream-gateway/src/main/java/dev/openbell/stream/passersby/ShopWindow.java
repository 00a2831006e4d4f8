package dev.openbell.stream.passersby;

import dev.openbell.chassis.redis.LiveEntry;
import dev.openbell.chassis.redis.RedisLine;
import dev.openbell.stream.floor.Floor;
import dev.openbell.stream.floor.FloorThread;
import dev.openbell.stream.venue.MarketReader;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays out in Redis how things stand, twice within the life of an entry, for as long as the log is followed. Without Redis there is no
 * window, and nobody misses it.
 */
@Singleton
@Requires(beans = RedisLine.class)
final class ShopWindow {
    private static final Logger log = LoggerFactory.getLogger(ShopWindow.class);
    private static final Duration PAUSE = LiveEntry.LIVES.dividedBy(2);

    private final FloorThread floor;
    private final MarketReader market;
    private final RedisLine redis;
    private final Thread thread = Thread.ofVirtual().name("shop-window").unstarted(this::renew);
    private volatile boolean isLaidOut = true;

    ShopWindow(FloorThread floor, MarketReader market, RedisLine redis) {
        this.floor = floor;
        this.market = market;
        this.redis = redis;
    }

    @EventListener
    void start(StartupEvent event) {
        thread.start();
    }

    private void renew() {
        try {
            while (true) {
                if (market.isFollowing()) layOut(floor.ask(Floor::shown));
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            log.debug("Stopped", e);
        }
    }

    private void layOut(Floor.Shown shown) {
        shown.books().forEach((symbol, window) -> {
            // An empty book is no work for the matcher.
            if (window.bids().isEmpty() && window.asks().isEmpty()) return;
            put(LiveEntry.book(symbol), LiveEntry.write(EntryShapes.book(symbol, window, shown.time())));
        });
        if (!shown.prices().isEmpty()) put(LiveEntry.PRICES, LiveEntry.write(EntryShapes.prices(shown.prices())));
        put(LiveEntry.TICKERS, LiveEntry.write(EntryShapes.tickers(shown.tickers())));
    }

    private void put(String key, String value) {
        var _ = redis.ask(redis -> set(redis, key, value)).whenComplete((done, failure) -> {
            if (isLaidOut == (failure == null)) return;
            isLaidOut = failure == null;
            if (isLaidOut) log.info("Redis has books, prices and tickers again");
            else log.warn("Redis has no books, prices and tickers: {}", String.valueOf(failure));
        });
    }

    private static CompletionStage<String> set(RedisAsyncCommands<String, String> redis, String key, String value) {
        return redis.psetex(key, LiveEntry.LIVES.toMillis(), value);
    }

    @PreDestroy
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(2));
    }
}
