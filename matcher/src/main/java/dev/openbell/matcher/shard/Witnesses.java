package dev.openbell.matcher.shard;

import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.OwnedOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to be told at once what happens to an account: the order sessions of this instance. */
public final class Witnesses implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Witnesses.class);
    private static final int MOST_UNTOLD = 200_000;

    /** Told on a thread that all witnesses share: it must be quick. */
    public interface Witness {
        void saw(MarketEvent event, long sequence);

        /** There was too much to tell, and this one does not know everything any more. */
        void missed();
    }

    private final ThreadPoolExecutor telling = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_UNTOLD),
            Thread.ofPlatform().name("witnesses").daemon().factory());
    private final Map<String, Set<Witness>> byAccount = new ConcurrentHashMap<>();

    public void add(String account, Witness witness) {
        byAccount.compute(account, (name, known) -> {
            Set<Witness> all = known == null ? ConcurrentHashMap.newKeySet() : known;
            all.add(witness);
            return all;
        });
    }

    public void remove(String account, Witness witness) {
        byAccount.computeIfPresent(account, (name, known) -> {
            known.remove(witness);
            return known.isEmpty() ? null : known;
        });
    }

    /** Called on the engine's thread, which finds out no more than whether anybody wants to know. */
    void tell(MarketEvents events) {
        if (byAccount.isEmpty()) return;
        long sequence = events.getFirstSequence();
        for (var event : events.getEventsList()) {
            for (var account : accountsOf(event)) tell(account, event, sequence);
            sequence++;
        }
    }

    private static List<String> accountsOf(MarketEvent event) {
        return OwnedOrder.toldBy(event).stream()
                .map(OwnedOrder::account)
                .distinct()
                .toList();
    }

    private void tell(String account, MarketEvent event, long sequence) {
        var witnesses = byAccount.get(account);
        if (witnesses == null) return;
        for (var witness : witnesses) {
            try {
                telling.execute(() -> tell(witness, event, sequence));
            } catch (RejectedExecutionException e) {
                witness.missed();
            }
        }
    }

    private static void tell(Witness witness, MarketEvent event, long sequence) {
        try {
            witness.saw(event, sequence);
        } catch (RuntimeException e) {
            log.error("A witness could not be told of event {}", sequence, e);
            witness.missed();
        }
    }

    /** Completes when everything is told that there is to tell now. */
    CompletableFuture<Void> allTold() {
        return CompletableFuture.runAsync(() -> {}, telling);
    }

    @Override
    public void close() {
        telling.shutdownNow();
    }
}
