package dev.openbell.standalone.verify;

import static dev.openbell.standalone.verify.Tape.SHARD;
import static dev.openbell.standalone.verify.Tape.halted;
import static dev.openbell.standalone.verify.Tape.listed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.openbell.events.v1.MarketEvents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What of the log counts, and what breaks it. */
class ChainTest {
    private final Tape tape = new Tape();

    @Test
    void aWholeLogIsHandedOverEventByEvent() {
        tape.command(listed("A")).part(0, false, listed("B"), listed("C")).part(1, true, listed("D"));

        assertThat(follow(tape, 4)).extracting(ChainTest::symbols).containsExactly("A", "B C", "D");
    }

    @Test
    void aRecordWhoseBytesHaveChangedBreaksTheLog() {
        tape.command(listed("A"));
        tape.records.getFirst().value()[5]++;

        breaks("it is not what its checksum says");
    }

    @Test
    void aRecordWithoutAChecksumBreaksTheLog() {
        tape.command(listed("A"));
        tape.records.getFirst().headers().remove("crc32c");

        breaks("it has no value or no checksum");
    }

    @Test
    void bytesThatAreNoEventsBreakTheLog() {
        tape.records.add(Tape.record(0, ByteString.copyFromUtf8("hello")));

        breaks("it holds no events");
    }

    @Test
    void aMissingEventBreaksTheLog() {
        tape.command(listed("A")).command(listed("B")).command(listed("C"));
        tape.records.remove(1);

        breaks("event 2 is missing, it begins with 3");
    }

    @Test
    void aRecordThatHoldsFewerEventsThanItCountsBreaksTheLog() {
        tape.append(whole(1, 2, "A"));

        breaks("it counts 2 events and holds 1");
    }

    @Test
    void aCommandThatLacksItsLastPartBreaksTheLog() {
        tape.part(0, false, listed("A")).append(whole(2, 2, "B").setCommandOffset(1));

        breaks("it is part 0 of command 1, after command 0 with its next part 1");
    }

    @Test
    void aCommandThatComesBeforeTheOneBeforeItBreaksTheLog() {
        tape.append(whole(1, 1, "A").setCommandOffset(7))
                .append(whole(2, 2, "B").setCommandOffset(7));

        breaks("it is part 0 of command 7, after command 7 with its next part 0");
    }

    @Test
    void recordsOfAnotherShardBreakTheLog() {
        tape.append(whole(1, 1, "A").setShard(3));

        breaks("it belongs to shard 3");
    }

    @Test
    void aNewLogEpochLeavesNumbersOutAndCountsCommandsAnew() {
        tape.append(whole(1, 1, "A"))
                .append(whole(2, 2, "B"))
                .append(whole(9, 9, "C").setLogEpoch(1).setCommandOffset(1))
                .append(whole(10, 10, "D").setLogEpoch(1).setCommandOffset(2));
        var chain = new Chain(new Position(SHARD, 1, 10));

        assertThat(tape.records.stream().flatMap(record -> chain.follow(record).stream()))
                .extracting(ChainTest::symbols)
                .containsExactly("A", "B", "C", "D");
        assertThat(chain.breaks()).containsExactly("log epoch 1 begins with event 9, after event 2");
    }

    @Test
    void aCommandThatWasTornByALossGoesOnWithTheStatementAfterIt() {
        tape.append(whole(1, 1, "A").setLastPart(false)).append(whole(9, 9, "B").setLogEpoch(1));
        var chain = new Chain(new Position(SHARD, 1, 9));

        assertThat(tape.records.stream().flatMap(record -> chain.follow(record).stream()))
                .extracting(ChainTest::symbols)
                .containsExactly("A", "B");
    }

    @Test
    void anEpochThatIsOverIsOver() {
        tape.append(whole(1, 1, "A")).append(whole(9, 9, "B").setLogEpoch(1)).append(whole(2, 2, "late"));
        var chain = new Chain(new Position(SHARD, 1, 20));
        tape.records.forEach(record -> {
            var _ = chain.follow(record);
        });
        tape.append(whole(10, 10, "C"));

        assertThatThrownBy(() -> chain.follow(tape.records.getLast()))
                .isInstanceOf(BrokenLog.class)
                .hasMessageEndingWith("it is of log epoch 0, after 1");
    }

    @Test
    void anEpochThatTheDatabaseHasNotHeardOfBreaksTheLog() {
        tape.append(whole(1, 1, "A")).append(whole(5, 5, "B").setLogEpoch(9));

        breaks("it is of log epoch 9, and the database knows 0");
    }

    @Test
    void whatIsPublishedAgainCountsOnceHoweverItIsCut() {
        tape.append(whole(1, 2, "A", "B")).append(whole(1, 2, "A", "B")).append(whole(2, 3, "B", "C"));

        assertThat(follow(tape, 3)).extracting(ChainTest::symbols).containsExactly("A B", "C");
    }

    @Test
    void whatTheDatabaseDoesNotKnowYetIsLeft() {
        tape.command(listed("A")).command(listed("B"), halted("B"));

        assertThat(follow(tape, 2)).extracting(ChainTest::symbols).containsExactly("A", "B");
    }

    @Test
    void aTrimmedLogGoesOnWhereTheArchiveEnds() {
        tape.command(listed("A")).command(listed("B")).command(listed("C"));
        tape.records.removeFirst();
        var chain = new Chain(Tape.upTo(3), new Opening(Path.of("statement"), 2, 0, 1));

        assertThat(tape.records.stream().flatMap(record -> chain.follow(record).stream()))
                .extracting(ChainTest::symbols)
                .containsExactly("C");
    }

    @Test
    void aLogThatBeginsAfterTheArchiveEndsIsBroken() {
        tape.command(listed("A")).command(listed("B")).command(listed("C"));
        var chain = new Chain(Tape.upTo(3), new Opening(Path.of("statement"), 1, 0, 0));

        assertThatThrownBy(() -> chain.follow(tape.records.getLast()))
                .isInstanceOf(BrokenLog.class)
                .hasMessageEndingWith("event 2 is missing, it begins with 3");
    }

    @Test
    void anArchiveThatIsAheadOfTheDatabaseTellsNothingOfIt() {
        assertThatThrownBy(() -> new Chain(Tape.upTo(3), new Opening(Path.of("statement"), 4, 0, 1)))
                .isInstanceOf(CannotVerify.class)
                .hasMessage("%s is trimmed to event 4, and the database has come to event 3", SHARD);
    }

    private void breaks(String how) {
        assertThatThrownBy(() -> follow(tape, 9))
                .isInstanceOf(BrokenLog.class)
                .hasMessage(
                        "%s, the record at offset %d: %s",
                        SHARD, tape.records.getLast().offset(), how);
    }

    private static List<MarketEvents> follow(Tape tape, long upTo) {
        var chain = new Chain(Tape.upTo(upTo));
        var followed = new ArrayList<MarketEvents>();
        for (ConsumerRecord<byte[], byte[]> record : tape.records)
            chain.follow(record).ifPresent(followed::add);
        assertThat(chain.isComplete()).isTrue();
        return followed;
    }

    private static MarketEvents.Builder whole(long first, long last, String... symbols) {
        var events = MarketEvents.newBuilder()
                .setCommandOffset(first)
                .setFirstSequence(first)
                .setLastSequence(last)
                .setLastPart(true);
        for (var symbol : symbols) events.addEvents(listed(symbol));
        return events;
    }

    private static String symbols(MarketEvents events) {
        return String.join(
                " ",
                events.getEventsList().stream()
                        .map(event ->
                                event.getInstrumentListed().getInstrument().getSymbol())
                        .toList());
    }
}
