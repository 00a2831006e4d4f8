package dev.openbell.chassis.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.Revocation;
import dev.openbell.events.v1.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RevocationsFromKafkaTest {
    private static final TopicPartition TOPIC = new TopicPartition(Topics.AUTH_REVOCATIONS, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Waiting waiting = new Waiting();
    private final LinkedBlockingQueue<HandFed> connections = new LinkedBlockingQueue<>();
    private final RevocationsFromKafka revocations = new RevocationsFromKafka(connections::take, waiting);

    @AfterEach
    void stop() throws InterruptedException {
        revocations.stop();
    }

    @Test
    void noTokenIsJudgedBeforeEverythingIsRead() {
        var kafka = new HandFed(2);
        kafka.say("phone");
        revocations.begin();
        connections.add(kafka);

        assertThatThrownBy(() -> revocations.reach(session("laptop")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("UNAVAILABLE");
        assertThat(waiting.isReady()).isFalse();

        kafka.say("tablet");

        eventually(waiting::isReady);
        assertThat(List.of("phone", "tablet", "laptop"))
                .map(id -> revocations.reach(session(id)))
                .containsExactly(true, true, false);
    }

    @Test
    void whatComesLaterIsHeard() {
        var kafka = begins(new HandFed(0));

        kafka.say("phone");

        eventually(() -> revocations.reach(session("phone")));
    }

    @Test
    void whatCannotBeReadHidesNothingThatFollows() {
        var kafka = begins(new HandFed(0));

        kafka.append(new byte[] {-1});
        kafka.append(Revocation.getDefaultInstance().toByteArray());
        kafka.say("phone");

        eventually(() -> revocations.reach(session("phone")));
    }

    @Test
    void aConnectionThatBreaksIsMadeAnewAndWhatIsKnownCounts() {
        var first = begins(new HandFed(0));
        first.say("phone");
        eventually(() -> revocations.reach(session("phone")));

        first.schedulePollTask(() -> first.setPollException(new KafkaException("broken")));
        eventually(() -> !waiting.isReady());
        assertThat(revocations.reach(session("phone"))).isTrue();
        assertThat(revocations.reach(session("laptop"))).isFalse();

        var second = new HandFed(1);
        second.say("laptop");
        connections.add(second);
        eventually(() -> revocations.reach(session("laptop")));
    }

    private HandFed begins(HandFed kafka) {
        connections.add(kafka);
        revocations.begin();
        eventually(waiting::isReady);
        return kafka;
    }

    private static AccessToken session(String id) {
        return new AccessToken("text", "alice", id, Set.of(), false, Instant.EPOCH, Instant.MAX);
    }

    private static void eventually(BooleanSupplier what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within %s", PATIENCE).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** The topic, with so many records that were there before anybody came. */
    private static final class HandFed extends MockConsumer<byte[], byte[]> {
        private long end;

        @SuppressWarnings("deprecation") // the replacement comes with a later client
        HandFed(long there) {
            super(OffsetResetStrategy.NONE);
            var node = new Node(1, "here", 1);
            var partition = new PartitionInfo(TOPIC.topic(), TOPIC.partition(), node, new Node[0], new Node[0]);
            updatePartitions(TOPIC.topic(), List.of(partition));
            updateBeginningOffsets(Map.of(TOPIC, 0L));
            updateEndOffsets(Map.of(TOPIC, there));
        }

        void say(String session) {
            append(Revocation.newBuilder().setSessionId(session).build().toByteArray());
        }

        /** With the next poll: by then the reader has said what it wants to read. */
        synchronized void append(byte[] value) {
            long offset = end++;
            schedulePollTask(() ->
                    addRecord(new ConsumerRecord<>(TOPIC.topic(), TOPIC.partition(), offset, new byte[0], value)));
        }

        /** Waits a moment when there is nothing, and hears when it is to stop, as a real one does. */
        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            var records = super.poll(timeout);
            if (records.isEmpty()) LockSupport.parkNanos(1_000_000);
            if (Thread.interrupted()) throw new InterruptException("stopped");
            return records;
        }
    }
}
