package dev.openbell.bench.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.stand.Book;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each change counts once for each client, whether it came in a frame of its own or with others. */
class DeliveriesTest {
    private static final long MS = 1_000_000;

    private final Deliveries deliveries = new Deliveries();
    private final LogTime logTime = new LogTime();

    @Test
    void aChangeCountsForEachClient() {
        var changes = List.of(change(Book.BTC, 12, 0), change(Book.BTC, 15, 4));
        deliveries.came(Book.BTC, 10, 15, 10 * MS);
        deliveries.came(Book.BTC, 10, 15, 20 * MS);
        deliveries.came(Book.BTC, 10, 12, 30 * MS);
        deliveries.came(Book.BTC, 12, 15, 50 * MS);

        var sinceDue = deliveries.of(changes, logTime).sinceDue();

        assertThat(sinceDue.getTotalCount()).isEqualTo(6);
        assertThat(sinceDue.getMinValue() / 1_000).isEqualTo(6);
        assertThat(sinceDue.getMaxValue() / 1_000).isBetween(45L, 47L);
    }

    @Test
    void aChangeOfAnotherBookOrBeforeTheMeasurementDoesNotCount() {
        var changes = List.of(change(Book.BTC, 12, 0), change(Book.ETH, 13, 0));
        deliveries.came(Book.BTC, 5, 8, 10 * MS);
        deliveries.came(Book.BTC, 8, 14, 10 * MS);

        assertThat(deliveries.of(changes, logTime).sinceDue().getTotalCount()).isEqualTo(1);
    }

    private Change change(Book book, long sequence, long dueMs) {
        logTime.learn(dueMs * MS, dueMs * 1_000 + 100, dueMs * MS + MS);
        return new Change(book, sequence, dueMs * MS, dueMs * 1_000 + 100, dueMs * MS + MS);
    }
}
