package dev.openbell.matcher.shard;

import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.OwnedOrder;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to be told at once what happens to an account: the order sessions of this instance. */
public final class Witnesses implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Witnesses.class);

    /** Told on a thread that all witnesses share: it must be quick. */
    public interface Witness {
        void saw(MarketEvent event, long sequence);
    }

    private final ExecutorService telling = Executors.newSingleThreadExecutor(
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

    void tell(MarketEvents events) {
        if (!byAccount.isEmpty()) telling.execute(() -> tellAll(events));
    }

    private void tellAll(MarketEvents events) {
        long sequence = events.getFirstSequence();
        for (var event : events.getEventsList()) tell(event, sequence++);
    }

    private void tell(MarketEvent event, long sequence) {
        OwnedOrder.toldBy(event).stream()
                .map(OwnedOrder::account)
                .distinct()
                .forEach(account -> tell(account, event, sequence));
    }

    private void tell(String account, MarketEvent event, long sequence) {
        var witnesses = byAccount.get(account);
        if (witnesses == null) return;
        for (var witness : witnesses) {
            try {
                witness.saw(event, sequence);
            } catch (RuntimeException e) {
                log.error(
                        "Somebody who wants to know of account {} could not be told of event {}", account, sequence, e);
            }
        }
    }

    @Override
    public void close() {
        telling.close();
    }
}
