package dev.openbell.stream.bots;

import dev.openbell.chassis.grpc.Caller;
import dev.openbell.chassis.grpc.GrpcErrors;
import dev.openbell.chassis.token.AccessToken;
import dev.openbell.chassis.token.Revocations;
import dev.openbell.events.v1.PriceUpdate;
import dev.openbell.market.v1.MarketDataServiceGrpc.MarketDataServiceImplBase;
import dev.openbell.market.v1.StreamPricesRequest;
import dev.openbell.trading.v1.CfdPrice;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The feed's prices as they come. Who is slow gets the newest of each symbol, and never a backlog. */
@Singleton
public final class MarketDataDoor extends MarketDataServiceImplBase {
    private final Map<String, PriceUpdate> newest = new ConcurrentHashMap<>();
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Revocations revocations;
    private final Clock clock = Clock.systemUTC();

    MarketDataDoor(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public void streamPrices(StreamPricesRequest request, StreamObserver<CfdPrice> caller) {
        var listener = new Listener(
                (ServerCallStreamObserver<CfdPrice>) caller, Set.copyOf(request.getSymbolsList()), Caller.tokenIfAny());
        listener.owe(newest.values());
        listeners.add(listener);
    }

    /** Tells every listener. */
    public void price(PriceUpdate price) {
        newest.put(price.getSymbol(), price);
        for (var listener : listeners) listener.owe(Set.of(price));
    }

    /** Nobody needs a token here; but a stream that was opened in somebody's name ends when they are signed out. */
    @Scheduled(fixedDelay = "1s")
    void endWhatWasRevoked() {
        for (var listener : listeners) listener.endIfRevoked();
    }

    private CfdPrice shape(PriceUpdate price) {
        long ageMs = clock.millis() - TimeUnit.MICROSECONDS.toMillis(price.getSourceTimeMicros());
        return CfdPrice.newBuilder()
                .setSymbol(price.getSymbol())
                .setBidE8(price.getBidE8())
                .setAskE8(price.getAskE8())
                .setLastE8(price.getLastE8())
                .setTimestampMicros(price.getSourceTimeMicros())
                .setAgeMs(Math.max(0, ageMs))
                .build();
    }

    /** One stream, and what it has not been told yet: at most one price a symbol. */
    private final class Listener {
        private final ServerCallStreamObserver<CfdPrice> stream;
        private final Set<String> symbols;
        private final @Nullable AccessToken token;
        private final Map<String, PriceUpdate> owed = new LinkedHashMap<>();
        private boolean ended;

        Listener(ServerCallStreamObserver<CfdPrice> stream, Set<String> symbols, @Nullable AccessToken token) {
            this.stream = stream;
            this.symbols = symbols;
            this.token = token;
            stream.setOnReadyHandler(this::tell);
            stream.setOnCancelHandler(() -> listeners.remove(this));
        }

        synchronized void owe(Collection<PriceUpdate> prices) {
            for (var price : prices) {
                if (symbols.isEmpty() || symbols.contains(price.getSymbol())) owed.put(price.getSymbol(), price);
            }
            tell();
        }

        private synchronized void tell() {
            if (ended || stream.isCancelled()) return;
            var next = owed.values().iterator();
            while (next.hasNext() && stream.isReady()) {
                stream.onNext(shape(next.next()));
                next.remove();
            }
        }

        private synchronized void endIfRevoked() {
            if (ended || token == null || !revocations.reach(token)) return;
            ended = true;
            listeners.remove(this);
            stream.onError(GrpcErrors.exception(Revocations.ended()));
        }
    }
}
