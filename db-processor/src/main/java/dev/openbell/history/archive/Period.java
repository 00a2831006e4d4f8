package dev.openbell.history.archive;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of time, open where nobody named an end of it.
 *
 * @param start the first moment that belongs to it
 * @param end the first that does not
 */
record Period(@Nullable Long start, @Nullable Long end) {
    /** As the contracts have it. */
    static Period of(boolean hasStart, long start, boolean hasEnd, long end) {
        return of(hasStart ? start : null, hasEnd ? end : null);
    }

    private static Period of(@Nullable Long start, @Nullable Long end) {
        var _ = Range.between(start, end); // which refuses what is none
        return new Period(start, end);
    }
}
