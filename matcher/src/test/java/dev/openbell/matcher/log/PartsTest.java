package dev.openbell.matcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.events.v1.AccountOpened;
import dev.openbell.events.v1.MarketEvent;
import dev.openbell.events.v1.MarketEvents;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that sweeps the book makes more events than fit into one record. */
class PartsTest {
    private static final MarketEvent EVENT = MarketEvent.newBuilder()
            .setAccountOpened(AccountOpened.newBuilder().setAccount("0123456789abc".repeat(20)))
            .build();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 900, 1_000, 5_000, 20_000})
    void thePartsFollowOnEachOtherAndNoneIsTooLarge(int count) {
        var header = MarketEvents.newBuilder().setCommandOffset(7);

        var parts = Parts.of(header, 101, Collections.nCopies(count, EVENT));

        long next = 101;
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            assertThat(part.getPart()).isEqualTo(i);
            assertThat(part.getLastPart()).isEqualTo(i == parts.size() - 1);
            assertThat(part.getFirstSequence()).isEqualTo(next);
            assertThat(part.getLastSequence()).isEqualTo(next + part.getEventsCount() - 1);
            assertThat(part.getSerializedSize()).isLessThan(300 * 1024);
            assertThat(part.getCommandOffset()).isEqualTo(7);
            next = part.getLastSequence() + 1;
        }
        assertThat(next).isEqualTo(101 + count);
    }

    @Test
    void aCommandWithoutEventsLeavesNoRecord() {
        assertThat(Parts.of(MarketEvents.newBuilder(), 1, Collections.emptyList()))
                .isEmpty();
    }
}
