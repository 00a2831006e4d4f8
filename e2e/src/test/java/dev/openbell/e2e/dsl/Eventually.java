package dev.openbell.e2e.dsl;

import java.time.Duration;

/** For what becomes true by itself, soon. */
public final class Eventually {
    private static final long LOOK_AGAIN_MS = 50;

    private Eventually() {}

    /** Tries until it holds; the last failure is the failure. */
    public static void holds(Duration within, Runnable what) {
        long end = System.nanoTime() + within.toNanos();
        while (true) {
            try {
                what.run();
                return;
            } catch (RuntimeException | AssertionError e) {
                if (System.nanoTime() > end) throw e;
            }
            try {
                Thread.sleep(LOOK_AGAIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
