package dev.openbell.matcher.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.events.v1.MarketEvents;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever becomes of a producer, the log has every event once more or once, and never a gap. */
class EventLogTest {
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final Queue<Runnable> looks = new ArrayDeque<>();
    private long lastInLog;

    private EventLog log = following();

    @BeforeEach
    void theShardIsOurs() throws InterruptedException {
        log = open();
    }

    @Test
    void whatTheLogHasAlreadyIsNotSentAgain() throws InterruptedException {
        lastInLog = 5;
        var restarted = open();

        restarted.publish(events(4, 5));
        restarted.publish(events(6, 8));

        assertThat(sent(producers.getLast())).containsExactly(6L);
    }

    @Test
    void afterAFailureOnlyWhatIsMissingIsSentAgainAndInOrder() throws InterruptedException {
        log.publish(events(1, 2));
        log.publish(events(3, 3));
        log.publish(events(4, 6));
        producers.getLast().completeNext();
        producers.getLast().errorNext(new KafkaException("the broker went away"));
        assertThat(log.isBehind()).isTrue();
        log.publish(events(7, 7));

        lastInLog = 3; // the failed record had arrived all the same
        publishes(log);

        assertThat(log.isBehind()).isFalse();
        assertThat(sent(producers.getLast())).containsExactly(4L, 7L);
    }

    @Test
    void whatWasOnItsWayWhenSomethingFailedDoesNotArriveBehindAGap() throws InterruptedException {
        log.publish(events(1, 2));
        log.publish(events(3, 3));
        var failing = producers.getLast();

        failing.errorNext(new KafkaException("it took too long"));

        assertThat(failing.closed()).isTrue();
        log.publish(events(4, 4));
        publishes(log);
        assertThat(sent(producers.getLast())).containsExactly(1L, 3L, 4L);
    }

    @Test
    void whileTheLogCannotBeReachedEverythingIsKept() throws InterruptedException {
        log.publish(events(1, 1));
        producers.getLast().errorNext(new KafkaException("the broker went away"));

        lastInLog = -1;
        publishes(log);
        assertThat(log.isBehind()).isTrue();
        lastInLog = 0;
        publishes(log);

        assertThat(sent(producers.getLast())).containsExactly(1L);
    }

    @Test
    void aLogThatLostEventsIsNotWrittenOn() throws InterruptedException {
        log.publish(events(1, 2));
        log.publish(events(3, 3));
        producers.getLast().completeNext();
        producers.getLast().errorNext(new KafkaException("the broker went away"));

        assertThatThrownBy(() -> publishes(log))
                .isInstanceOf(EventLog.EventsLost.class)
                .hasMessageContaining("lost");
    }

    /** The broker lost power, and another matcher takes over. */
    @Test
    void norIsOneThatLostWhatItHadAcknowledged() throws InterruptedException {
        log.publish(events(1, 2));
        producers.getLast().completeNext();
        assertThat(log.isDone()).isTrue();
        log.tend(false);
        producers.clear();

        assertThatThrownBy(() -> publishes(log)).isInstanceOf(EventLog.EventsLost.class);

        assertThat(producers).hasSize(1);
        assertThat(producers.getLast().closed()).isTrue();
    }

    @Test
    void aProducerThatRefusesAtOnceIsMendedToo() throws InterruptedException {
        producers.getLast().sendException = new KafkaException("no memory left");

        log.publish(events(1, 1));
        assertThat(log.isBehind()).isTrue();
        publishes(log);

        assertThat(sent(producers.getLast())).containsExactly(1L);
    }

    @Test
    void whoDoesNotOwnTheShardSendsNothingAndKeepsOnlyWhatTheLogLacks() throws InterruptedException {
        producers.clear();
        var standby = following();
        standby.publish(events(1, 2));
        standby.publish(events(3, 3));
        assertThat(producers).isEmpty();

        lastInLog = 2; // the owner published so much, and died
        publishes(standby);
        standby.publish(events(4, 4));

        assertThat(sent(producers.getLast())).containsExactly(3L, 4L);
    }

    /** The engine goes on meanwhile. */
    @Test
    void whoDoesNotOwnTheShardHasSomebodyElseLookHowFarTheLogGoes() throws InterruptedException {
        var standby = following();
        standby.publish(events(1, 2));
        standby.publish(events(3, 3));
        lastInLog = 2;

        while (looks.isEmpty()) standby.tend(false);
        standby.tend(false);
        assertThat(standby.isDone()).isFalse();
        looked(standby, false);
        assertThat(standby.isDone()).isFalse();

        lastInLog = 3;
        looked(standby, false);
        assertThat(standby.isDone()).isTrue();
    }

    @Test
    void whoLosesTheShardStopsSending() throws InterruptedException {
        var owner = open();
        owner.publish(events(1, 1));
        owner.tend(false);
        owner.publish(events(2, 2));

        assertThat(sent(producers.getLast())).containsExactly(1L);
        assertThat(owner.isBehind()).isFalse();
    }

    @Test
    void whoLosesTheShardWhileItLooksDoesNotPublish() throws InterruptedException {
        producers.clear();
        var standby = following();
        standby.publish(events(1, 1));
        standby.tend(true);
        looks.remove().run();

        standby.tend(false);

        assertThat(producers.getLast().closed()).isTrue();
        assertThat(sent(producers.getLast())).isEmpty();
    }

    private void publishes(EventLog log) {
        looked(log, true);
    }

    /** Looks how far the log goes, as soon as it wants to, and acts upon it. */
    private void looked(EventLog log, boolean owner) {
        do log.tend(owner);
        while (looks.isEmpty());
        while (!looks.isEmpty()) looks.remove().run();
        log.tend(owner);
    }

    /** Of an instance that owns the shard. */
    private EventLog open() throws InterruptedException {
        var log = following();
        publishes(log);
        return log;
    }

    private EventLog following() {
        return new EventLog(
                new TopicPartition("market.events", 0),
                () -> {
                    var producer =
                            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
                    producers.add(producer);
                    return producer;
                },
                () -> {
                    if (lastInLog < 0) throw new KafkaException("no broker answers");
                    return new EventLog.End(lastInLog, 0);
                },
                looks::add);
    }

    private static MarketEvents events(long first, long last) {
        return MarketEvents.newBuilder()
                .setFirstSequence(first)
                .setLastSequence(last)
                .build();
    }

    private static List<Long> sent(MockProducer<byte[], byte[]> producer) {
        return producer.history().stream()
                .map(record -> {
                    try {
                        return MarketEvents.parseFrom(record.value()).getFirstSequence();
                    } catch (InvalidProtocolBufferException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }
}
