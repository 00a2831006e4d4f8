package dev.openbell.matcher.snapshot;

import java.util.concurrent.locks.LockSupport;

/** How hurriedly a snapshot is written. What is written at leisure leaves the machine to those who wait for answers most of the time. */
public final class Pace {
    private static final int BETWEEN_RESTS = 1 << 19;
    private static final int RESTS_FOR_WORK = 3;
    private static final long LONGEST_REST_NANOS = 100_000_000;

    private volatile boolean hurried;
    private long since = System.nanoTime();
    private int done;

    private Pace(boolean hurried) {
        this.hurried = hurried;
    }

    public static Pace hurried() {
        return new Pace(true);
    }

    /** Rests three times as long as it works. */
    public static Pace leisurely() {
        return new Pace(false);
    }

    /** Somebody waits. */
    public void hurry() {
        hurried = true;
    }

    void did(int bytes) {
        done += bytes;
        if (done < BETWEEN_RESTS) return;
        if (!hurried) LockSupport.parkNanos(Math.min((System.nanoTime() - since) * RESTS_FOR_WORK, LONGEST_REST_NANOS));
        done = 0;
        since = System.nanoTime();
    }
}
