package dev.openbell.bench.sockets;

/**
 * The matcher's clock beside this process's. Both run with the machine's monotonic clock, so one is ahead of the other by the same amount all
 * the time; how much, each answered request narrows down: the matcher wrote its time after the request was sent, and before the answer came.
 */
final class LogTime {
    private long leastAhead = Long.MIN_VALUE;
    private long mostAhead = Long.MAX_VALUE;

    /**
     * Learns from a request.
     *
     * @param sent before the matcher had it, by {@link System#nanoTime}
     * @param logMicros what the matcher wrote
     * @param answered when its answer was here
     */
    synchronized void learn(long sent, long logMicros, long answered) {
        long written = logMicros * 1_000;
        // What is written is cut off to whole microseconds.
        leastAhead = Math.max(leastAhead, written - answered);
        mostAhead = Math.min(mostAhead, written + 1_000 - sent);
        if (leastAhead > mostAhead) throw new IllegalStateException("the matcher's clock has jumped");
    }

    /** The same moment by {@link System#nanoTime}; right to within {@link #doubtMicros}. */
    synchronized long here(long logMicros) {
        return logMicros * 1_000 - leastAhead - (mostAhead - leastAhead) / 2;
    }

    synchronized long doubtMicros() {
        return (mostAhead - leastAhead) / 2_000;
    }
}
