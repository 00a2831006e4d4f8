package dev.openbell.chassis.token;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.Partitions;
import dev.openbell.chassis.kafka.TopicPlan;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.Revocation;
import dev.openbell.events.v1.Topics;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the revocations, wherever tokens are verified: first all that Kafka holds, and before that no token is judged; then each as it
 * comes. While Kafka is away, what is known counts.
 */
@Singleton
@Requires(beans = {Jwks.class, KafkaConnection.class})
public final class RevocationsFromKafka implements Revocations {
    private static final Logger log = LoggerFactory.getLogger(RevocationsFromKafka.class);
    private static final String ALL_OF_THEM = "all of " + Topics.AUTH_REVOCATIONS;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Callable<Consumer<byte[], byte[]>> open;
    private final Waiting waiting;
    private final KnownRevocations known = new KnownRevocations();
    private final Thread thread =
            Thread.ofPlatform().name(Topics.AUTH_REVOCATIONS).daemon().unstarted(this::follow);
    private @Nullable Consumer<byte[], byte[]> consumer;
    private volatile boolean complete;

    @Inject
    RevocationsFromKafka(KafkaConnection kafka, Waiting waiting) {
        this(
                () -> {
                    kafka.ensureTopics(TopicPlan.revocations());
                    return kafka.logReader();
                },
                waiting);
    }

    RevocationsFromKafka(Callable<Consumer<byte[], byte[]>> open, Waiting waiting) {
        this.open = open;
        this.waiting = waiting;
    }

    @Override
    public boolean reach(AccessToken token) {
        if (!complete) throw Refusal.unavailable("Tokens cannot be verified yet");
        return known.reach(token);
    }

    @EventListener
    void start(StartupEvent event) {
        begin();
    }

    void begin() {
        waiting.begin(ALL_OF_THEM, "starting");
        thread.start();
    }

    private void follow() {
        try {
            while (true) {
                waiting.until(ALL_OF_THEM, this::readToTheEnd);
                readOn();
            }
        } catch (InterruptedException | InterruptException e) {
            log.debug("Stopped", e);
        }
    }

    /** What is read twice says nothing new. */
    private void readToTheEnd() throws Exception {
        var fresh = open.call();
        try {
            var partitions = Partitions.of(fresh, Topics.AUTH_REVOCATIONS);
            fresh.assign(partitions);
            fresh.seekToBeginning(partitions);
            var ends = fresh.endOffsets(partitions);
            while (!isAt(ends, fresh)) read(fresh);
            consumer = fresh;
            complete = true;
        } catch (Exception e) {
            fresh.close();
            throw e;
        }
    }

    private static boolean isAt(Map<TopicPartition, Long> ends, Consumer<?, ?> reader) {
        return ends.entrySet().stream().allMatch(end -> reader.position(end.getKey()) >= end.getValue());
    }

    /** Until the connection cannot be used any more, which a broker that restarts does not bring about. */
    private void readOn() {
        try (var reader = consumer) {
            while (reader != null) read(reader);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            log.error("Reading {} failed; it is read again from its beginning", Topics.AUTH_REVOCATIONS, e);
        }
    }

    private void read(Consumer<byte[], byte[]> reader) {
        for (var record : reader.poll(POLL)) add(record);
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        try {
            known.add(Revocation.parseFrom(record.value()));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            log.error("The revocation at offset {} cannot be read and is passed over", record.offset(), e);
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join(POLL.multipliedBy(2));
    }
}
