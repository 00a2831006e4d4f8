package dev.openbell.bench.stand;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends by the clock: at an even pace, however long the answers take. Who counts from the scheduled moment sees each stall in every request
 * that came due during it; who waits for answers before he sends again would see it once.
 */
public final class OpenLoop {
    /** Shorter pauses would cost a core for nothing: several requests that have come due are sent at once. */
    private static final long SHORTEST_PAUSE = 200_000;

    /** Sends one request. */
    public interface Send {
        /** Its scheduled moment, by {@link System#nanoTime}, has come. */
        void at(long due);
    }

    private OpenLoop() {}

    /** Returns when the last one has been sent. */
    public static void run(double perSecond, Duration duration, Send send) throws InterruptedException {
        long start = System.nanoTime();
        long count = Math.round(perSecond * duration.toNanos() / 1e9);
        for (long i = 0; i < count; i++) {
            long due = start + Math.round(i * 1e9 / perSecond);
            awaitMoment(due);
            send.at(due);
        }
    }

    private static void awaitMoment(long due) throws InterruptedException {
        for (long wait; (wait = due - System.nanoTime()) > 0; ) {
            if (Thread.interrupted()) throw new InterruptedException();
            LockSupport.parkNanos(Math.max(wait, SHORTEST_PAUSE));
        }
    }
}
