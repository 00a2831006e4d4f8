package dev.openbell.chassis.limits;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What one caller may still ask, as far as this door knows: a bucket that fills up evenly, all of it in a minute. */
final class Quota {
    static final Duration FILLS_WITHIN = Duration.ofMinutes(1);

    private final String caller;
    private final long perMinute;
    private final Bucket bucket;

    /** Requests that the other doors have not been told of. */
    private final AtomicLong untold = new AtomicLong();

    Quota(String caller, long perMinute) {
        this.caller = caller;
        this.perMinute = perMinute;
        bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, FILLS_WITHIN))
                .build();
    }

    String caller() {
        return caller;
    }

    long perMinute() {
        return perMinute;
    }

    /** Counts a request, unless it is one too many. */
    Allowance take() {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        long left = Math.max(0, probe.getRemainingTokens());
        long reset = secondsRoundedUp(probe.getNanosToWaitForReset());
        return new Allowance(perMinute, left, reset, secondsRoundedUp(probe.getNanosToWaitForRefill()));
    }

    /** Notes that the others are to be told of one more request; true when they know of all before it. */
    boolean owesNews() {
        return untold.getAndIncrement() == 0;
    }

    /** What the others have not been told; whoever asks tells them. */
    long news() {
        return untold.getAndSet(0);
    }

    /** All doors together have left this much: less than here, where others were asked, too. */
    void agree(long leftToAll) {
        long askedElsewhere = bucket.getAvailableTokens() - (leftToAll - untold.get());
        if (askedElsewhere > 0) bucket.consumeIgnoringRateLimits(askedElsewhere);
    }

    private static long secondsRoundedUp(long nanos) {
        return Math.ceilDiv(nanos, 1_000_000_000L);
    }
}
