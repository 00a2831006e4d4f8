package dev.openbell.history.archive;

import dev.openbell.chassis.refusal.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * From one time to another.
 *
 * @param end not included
 */
record Range(long start, long end) {
    /** The last microsecond that RFC 3339 can write. */
    private static final long LATEST = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"));

    static Range of(long start, long end) {
        check("end_time", end); // first, since a start that is not given is counted from it
        check("start_time", start);
        if (start >= end) throw Refusal.invalid("start_time", "must be before end_time");
        return new Range(start, end);
    }

    /** Everything, but for what lies before the start or from the end on, where these are given. */
    static Range between(@Nullable Long start, @Nullable Long end) {
        return of(start == null ? 0 : start, end == null ? LATEST : end);
    }

    private static void check(String field, long time) {
        if (time < 0 || time > LATEST) throw Refusal.invalid(field, "must be between 1970 and 9999");
    }
}
