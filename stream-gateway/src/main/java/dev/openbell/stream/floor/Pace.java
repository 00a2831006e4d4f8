package dev.openbell.stream.floor;

import java.time.Duration;

/**
 * How often everybody is told. In a quiet market a change goes out at once, in a busy one all changes of ten milliseconds go out together;
 * and where so many listen that telling them takes longer, no sooner than it takes, and as long again for everything else.
 */
final class Pace {
    static final long SHORTEST = Duration.ofMillis(10).toNanos();
    static final long LONGEST = Duration.ofMillis(150).toNanos();

    private long begunAt;
    private long interval = SHORTEST;
    private boolean underWay;

    Pace(long now) {
        begunAt = now - SHORTEST;
    }

    void begin(long now) {
        begunAt = now;
        underWay = true;
    }

    void isDelivered(long now) {
        underWay = false;
        interval = Math.clamp(2 * (now - begunAt), SHORTEST, LONGEST);
    }

    /** The round before has not arrived yet. */
    boolean isUnderWay() {
        return underWay;
    }

    /** Until the next round, in nanoseconds; not above zero: it may begin. */
    long rest(long now) {
        return begunAt + interval - now;
    }
}
