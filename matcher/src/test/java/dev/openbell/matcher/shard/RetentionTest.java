package dev.openbell.matcher.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.matcher.snapshot.Snapshot;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a log that is older than it need be may begin. */
class RetentionTest {
    private static final long DAY = Duration.ofDays(1).toNanos() / 1_000;
    private static final long ALL_FOLDED = Long.MAX_VALUE;

    private final Retention week = new Retention(Duration.ofDays(7));

    @Test
    void oneIsPutByInEachEighthOfTheTime() {
        assertThat(week.isToArchive(on(0), null)).isTrue();
        assertThat(week.isToArchive(on(10), on(9.2))).isFalse();
        assertThat(week.isToArchive(on(10), on(9.1))).isTrue();
    }

    @Test
    void aNewEpochHasAnArchiveOfItsOwn() {
        var again = new Snapshot(0, "log", 1, 500, 5_000, 50_000, 10 * DAY);

        assertThat(week.isToArchive(again, on(9.9))).isTrue();
        assertThat(week.cut(List.of(on(2), on(1)), again, again, ALL_FOLDED)).isEmpty();
    }

    @Test
    void theLogBeginsAtTheNewestThatIsOldEnough() {
        var archived = List.of(on(9), on(4), on(3), on(2), on(1));

        assertThat(week.cut(archived, on(10), on(9.9), ALL_FOLDED)).contains(on(3));
        assertThat(week.cut(archived, on(11), on(10.9), ALL_FOLDED)).contains(on(4));
        assertThat(week.cut(archived, on(7), on(6.9), ALL_FOLDED)).isEmpty();
    }

    @Test
    void whatIsNotInTheTablesYetStays() {
        var archived = List.of(on(3), on(2), on(1));

        assertThat(week.cut(archived, on(10), on(9.9), on(3).nextEventOffset())).contains(on(3));
        assertThat(week.cut(archived, on(10), on(9.9), on(3).nextEventOffset() - 1))
                .contains(on(2));
        assertThat(week.cut(archived, on(10), on(9.9), 0)).isEmpty();
    }

    @Test
    void noSnapshotThatAStartMayBeginWithIsLeftBehind() {
        var archived = List.of(on(3), on(2), on(1));

        assertThat(week.cut(archived, on(10), on(2.5), ALL_FOLDED)).contains(on(2));
    }

    @Test
    void anotherLogIsNoneOfThisOne() {
        var other = new Snapshot(0, "another log", 0, 300, 3_000, 30_000, 3 * DAY);

        assertThat(week.cut(List.of(other, on(2)), on(10), on(9.9), ALL_FOLDED)).contains(on(2));
    }

    @Test
    void withoutALimitEverythingStays() {
        var forEver = new Retention(Duration.ZERO);

        assertThat(forEver.isToArchive(on(0), null)).isFalse();
        assertThat(forEver.cut(List.of(on(1)), on(1_000), on(999), ALL_FOLDED)).isEmpty();
    }

    /** A snapshot of this day of the log, in which a hundred commands a day make a thousand records. */
    private static Snapshot on(double day) {
        return new Snapshot(
                0, "log", 0, (long) (100 * day), (long) (1_000 * day), (long) (10_000 * day), (long) (day * DAY));
    }
}
