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
        if (waiting == MOST_WHO_WAIT) return;
        waiting++;
        try {
            long until = System.nanoTime() + patience.toNanos();
            while (shards.getOrDefault(shard, 0L) < sequence && System.nanoTime() < until) {
                TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("The service stops");
        } finally {
            waiting--;
        }
    }
}
