package dev.openbell.matcher.shard;

import dev.openbell.matcher.snapshot.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For how long the log is kept whole: which snapshots are put by for the day when it is trimmed, and at which of them it is. Time is the
 * log's, so a wall clock that is wrong trims nothing. It knows no Kafka.
 *
 * @param kept how long; zero is for ever
 */
record Retention(Duration kept) {
    /** So that the log is at most an eighth longer than it need be. */
    private static final int ARCHIVED_IN_THAT_TIME = 8;

    boolean isForEver() {
        return kept.isZero();
    }

    /** Whether this snapshot, the newest, is to be put by. */
    boolean isToArchive(Snapshot newest, @Nullable Snapshot archivedLast) {
        if (isForEver()) return false;
        if (archivedLast == null || !isOfTheSameLog(newest, archivedLast)) return true;
        return newest.timeMicros() - archivedLast.timeMicros() >= micros() / ARCHIVED_IN_THAT_TIME;
    }

    /**
     * The snapshot at which the log may begin: the newest that is old enough, that no start would begin before, and that everybody who must
     * not miss an event has passed.
     *
     * @param archived what was put by, the newest first
     * @param oldestRecent the oldest of those that a start may begin with
     * @param folded the offset in the event log up to which the tables hold everything
     */
    Optional<Snapshot> cut(List<Snapshot> archived, Snapshot newest, Snapshot oldestRecent, long folded) {
        if (isForEver()) return Optional.empty();
        return archived.stream()
                .filter(old -> isOfTheSameLog(newest, old))
                .filter(old -> newest.timeMicros() - old.timeMicros() >= micros())
                .filter(old -> !isOfTheSameLog(newest, oldestRecent) || old.nextOffset() <= oldestRecent.nextOffset())
                .filter(old -> old.nextEventOffset() <= folded)
                .findFirst();
    }

    /** Offsets of an epoch that is over mean something else now. */
    private static boolean isOfTheSameLog(Snapshot one, Snapshot other) {
        return one.logId().equals(other.logId()) && one.logEpoch() == other.logEpoch();
    }

    private long micros() {
        return kept.toNanos() / 1_000;
    }
}
