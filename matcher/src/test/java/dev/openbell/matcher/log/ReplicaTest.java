package dev.openbell.matcher.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.ids.Ids;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.OpenAccount;
import dev.openbell.events.v1.SkipRecord;
import dev.openbell.matcher.engine.Engine;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A record that halts a shard is passed over where an operator's entry in the log says so, and nowhere else. */
class ReplicaTest {
    private static final LoggedCommand OPENED = LoggedCommand.newBuilder()
            .setVersion(LoggedCommands.VERSION)
            .setAccount(Ids.text(7))
            .setOpenAccount(OpenAccount.getDefaultInstance())
            .build();

    @Test
    void aVersionThatNobodyKnowsHalts() {
        var replica = replica(Set.of());

        assertThatThrownBy(() -> replica.apply(record(0, OPENED.toBuilder().setVersion(99)), true))
                .isInstanceOf(LoggedCommands.NotUnderstood.class)
                .hasMessage("offset 0: version 99");
    }

    @Test
    void whatIsPassedOverHasNoEffect() {
        var replica = replica(Set.of(0L));

        var _ = replica.apply(record(0, OPENED.toBuilder().setVersion(99)), true);
        assertThat(replica.events()).isEmpty();
        var _ = replica.apply(record(1, OPENED.toBuilder()), true);
        var _ = replica.apply(record(2, skip(0)), true);

        assertThat(replica.engine().knows(7)).isTrue();
        assertThat(replica.nextOffset()).isEqualTo(3);
    }

    /** As it is for a later version that can read what halted an earlier one. */
    @Test
    void whoHasAppliedWhatIsToBePassedOverMustBeginAgain() {
        var replica = replica(Set.of());
        var _ = replica.apply(record(0, OPENED.toBuilder()), true);

        assertThatThrownBy(() -> replica.apply(record(1, skip(0)), true))
                .isInstanceOfSatisfying(
                        Replica.SaidTooLate.class,
                        late -> assertThat(late.offset()).isZero());
    }

    @Test
    void whatASnapshotIncludesIsNotAskedAbout() {
        var replica = new Replica(0, new Engine(0), 5, 0, Set.of());

        var _ = replica.apply(record(5, skip(4)), true);

        assertThat(replica.nextOffset()).isEqualTo(6);
    }

    private static Replica replica(Set<Long> passedOver) {
        return new Replica(0, new Engine(0), 0, 0, passedOver);
    }

    private static LoggedCommand.Builder skip(long offset) {
        return LoggedCommand.newBuilder()
                .setVersion(LoggedCommands.VERSION)
                .setSkipRecord(SkipRecord.newBuilder().setOffset(offset).setReason("nobody can read it"));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, LoggedCommand.Builder command) {
        return new ConsumerRecord<>(
                "trading.commands", 0, offset, new byte[0], command.build().toByteArray());
    }
}
