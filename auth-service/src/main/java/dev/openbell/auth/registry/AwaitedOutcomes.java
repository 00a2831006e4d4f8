package dev.openbell.auth.registry;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.Partitions;
import dev.openbell.chassis.kafka.TopicPlan;
import dev.openbell.events.v1.Topics;
import dev.openbell.events.v1.UserEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to user.events and passes each outcome to the call that waits for it.
 *
 * <p>Every instance reads the whole topic from its end and belongs to no group: an outcome concerns whoever asked, and
 * what was said before this instance started concerns nobody here.
 */
@Singleton
public final class AwaitedOutcomes {
    private static final Logger log = LoggerFactory.getLogger(AwaitedOutcomes.class);
    private static final String END = "the end of " + Topics.USER_EVENTS;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConnection kafka;
    private final Waiting waiting;
    private final Map<String, CompletableFuture<UserEvent>> awaited = new ConcurrentHashMap<>();
    private final Thread ear = new Thread(this::listen, Topics.USER_EVENTS);
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile boolean listening;

    AwaitedOutcomes(KafkaConnection kafka, Waiting waiting) {
        this.kafka = kafka;
        this.waiting = waiting;
    }

    /** Whether an outcome would be heard. Before that nothing may be asked. */
    boolean isListening() {
        return listening;
    }

    CompletableFuture<UserEvent> await(String requestId) {
        return awaited.computeIfAbsent(requestId, id -> new CompletableFuture<>());
    }

    void forget(String requestId) {
        awaited.remove(requestId);
    }

    @EventListener
    void start(StartupEvent event) {
        waiting.begin(END, "starting");
        ear.setDaemon(true);
        ear.start();
    }

    private void listen() {
        try {
            kafka.ensureTopics(
                    TopicPlan.userCommands(), TopicPlan.userEvents(), TopicPlan.revocations(), TopicPlan.mails());
            while (true) {
                waiting.until(END, this::goToTheEnd);
                listening = true;
                hear();
            }
        } catch (InterruptedException | WakeupException e) {
            log.info("No longer listening to {}", Topics.USER_EVENTS);
        }
    }

    private void goToTheEnd() {
        var fresh = kafka.logReader();
        try {
            var partitions = Partitions.of(fresh, Topics.USER_EVENTS);
            fresh.assign(partitions);
            fresh.seekToEnd(partitions);
            partitions.forEach(fresh::position); // seeking is lazy; asking for the position is not
            consumer = fresh;
        } catch (RuntimeException e) {
            fresh.close();
            throw e;
        }
    }

    /** Until the connection cannot be used any more, which a broker that restarts does not bring about. */
    private void hear() {
        try (var reader = consumer) {
            while (reader != null) {
                for (var record : reader.poll(POLL)) pass(record.value());
            }
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            log.error("Reading {} failed; starting again from its end", Topics.USER_EVENTS, e);
        } finally {
            listening = false;
        }
    }

    private void pass(byte[] value) {
        try {
            var event = UserEvent.parseFrom(value);
            var call = awaited.get(event.getRequestId());
            if (call != null) call.complete(event);
        } catch (InvalidProtocolBufferException e) {
            log.error("A record of {} cannot be read", Topics.USER_EVENTS, e);
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        var reader = consumer;
        if (listening && reader != null) reader.wakeup();
        else ear.interrupt();
        ear.join(POLL.multipliedBy(2));
    }
}
