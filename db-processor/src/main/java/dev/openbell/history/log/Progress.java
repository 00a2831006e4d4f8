package dev.openbell.history.log;

import dev.openbell.chassis.refusal.Refusal;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How far the events of each shard are in the tables, for whoever was told of one already and looks for it here. */
@Singleton
public final class Progress {
    /** Who waits holds one of the calls that are served at once. The others must get through when the tables are far behind. */
    private static final int MOST_WHO_WAIT = 32;

    /** However many wait, and for whatever: not each of them is worth a transaction. */
    private static final Duration SHORTEST_REST = Duration.ofMillis(10);

    private final Duration patience;
    private final Map<Integer, Long> shards = new HashMap<>();
    private int waiting;

    public Progress(@Value("${market.patience}") Duration patience) {
        this.patience = patience;
    }

    /** Everything up to this event is in the tables. */
    public synchronized void reached(int shard, long sequence) {
        shards.put(shard, sequence);
        notifyAll();
    }

    /** Waits until this event is in the tables; when that takes too long, what they hold has to do. */
    public synchronized void await(int shard, long sequence) {
        if (has(shard, sequence) || waiting == MOST_WHO_WAIT) return;
        waiting++;
        notifyAll();
        try {
            long until = System.nanoTime() + patience.toNanos();
            while (!has(shard, sequence) && System.nanoTime() < until) {
                TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("The service stops");
        } finally {
            waiting--;
        }
    }

    /** Lets time go by while nobody waits. */
    public void rest(Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        Thread.sleep(most.compareTo(SHORTEST_REST) < 0 ? most : SHORTEST_REST);
        synchronized (this) {
            while (waiting == 0 && System.nanoTime() < until) {
                TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
            }
        }
    }

    private boolean has(int shard, long sequence) {
        return shards.getOrDefault(shard, 0L) >= sequence;
    }
}
