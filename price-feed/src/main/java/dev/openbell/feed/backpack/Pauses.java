package dev.openbell.feed.backpack;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to leave an exchange alone that cannot be reached: longer each time, and never as long as everybody else. */
final class Pauses {
    private final Duration shortest, longest;
    private final RandomGenerator random;
    private Duration next;

    Pauses(Duration shortest, Duration longest, RandomGenerator random) {
        this.shortest = shortest;
        this.longest = longest;
        this.random = random;
        next = shortest;
    }

    /** Between half of what it could be and the whole. */
    Duration next() {
        long most = next.toNanos();
        next = next.multipliedBy(2).compareTo(longest) < 0 ? next.multipliedBy(2) : longest;
        return Duration.ofNanos(random.nextLong(most / 2, most + 1));
    }

    void beginAgain() {
        next = shortest;
    }
}
