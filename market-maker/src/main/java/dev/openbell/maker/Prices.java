package dev.openbell.maker;

import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.market.v1.MarketDataServiceGrpc;
import dev.openbell.market.v1.StreamPricesRequest;
import dev.openbell.trading.v1.CfdPrice;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.micronaut.grpc.annotation.GrpcChannel;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The feed's prices as the venue streams them, and how old each is. */
@Singleton
final class Prices {
    private static final Logger log = LoggerFactory.getLogger(Prices.class);
    private static final long FRESH_MS = 3_000;
    private static final long BETWEEN_TRIES_MS = 1_000;

    private record Seen(CfdPrice price, long at) {}

    private final MarketDataServiceGrpc.MarketDataServiceBlockingStub stream;
    private final Map<String, Seen> bySymbol = new ConcurrentHashMap<>();
    private final Thread listener;

    Prices(@GrpcChannel("stream") ManagedChannel channel) {
        stream = MarketDataServiceGrpc.newBlockingStub(channel);
        listener = Thread.ofVirtual().name("prices").start(this::listen);
    }

    /** The middle of bid and ask for a base asset; nothing while the feed is silent. */
    OptionalLong middleE8(String base) {
        var seen = bySymbol.get(base + "_USDC");
        if (seen == null || System.nanoTime() - seen.at > TimeUnit.MILLISECONDS.toNanos(FRESH_MS)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of((seen.price.getBidE8() + seen.price.getAskE8()) / 2);
    }

    private void listen() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                var prices = stream.streamPrices(StreamPricesRequest.getDefaultInstance());
                var begun = new HashSet<String>();
                while (prices.hasNext()) {
                    var price = prices.next();
                    // Whoever begins to listen is told the newest first, which may be an old one. What comes after it
                    // is new, even where
                    // clocks are wrong.
                    if (!begun.add(price.getSymbol()) || price.getAgeMs() < FRESH_MS) saw(price);
                }
            } catch (StatusRuntimeException e) {
                log.warn("No prices: {}", GrpcErrors.refusal(e).getMessage());
            }
            try {
                Thread.sleep(BETWEEN_TRIES_MS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void saw(CfdPrice price) {
        bySymbol.put(price.getSymbol(), new Seen(price, System.nanoTime()));
    }

    @PreDestroy
    void close() {
        listener.interrupt();
    }
}
