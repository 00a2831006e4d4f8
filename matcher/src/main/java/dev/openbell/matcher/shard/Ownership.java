package dev.openbell.matcher.shard;

import dev.openbell.chassis.kafka.KafkaConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether it is this instance that publishes what happens on the shard and tells its log the time. A consumer group that reads nothing
 * decides that: Kafka gives the shard's partition of the command log to one of its members, and to another when that one is gone.
 *
 * <p>Two owners at once do no harm: they publish the same, and whoever reads it drops what it has seen.
 */
public final class Ownership implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Ownership.class);
    private static final int GIVEN_UP_AFTER_MS = 1_500;

    private final KafkaConnection kafka;
    private final TopicPartition commands;
    private final String instance;
    private final String group;
    private final Thread thread;
    private final AtomicBoolean stands = new AtomicBoolean();
    private volatile boolean owner;
    private volatile boolean stopping;

    /** @param commands the shard's partition of the command log */
    public Ownership(KafkaConnection kafka, TopicPartition commands, String instance) {
        this.kafka = kafka;
        this.commands = commands;
        this.instance = instance;
        group = "openbell-matchers-" + commands.partition();
        thread = Thread.ofPlatform().name("ownership").daemon().unstarted(this::run);
    }

    /** Stands for it, from the first call on. */
    public void claim() {
        if (!stopping && stands.compareAndSet(false, true)) thread.start();
    }

    /** Wants it no more: another instance gets it at once, not only when this one is given up. */
    public void renounce() {
        stopping = true;
        owner = false;
    }

    public boolean isOurs() {
        return owner;
    }

    private void run() {
        while (!stopping) {
            try (var member = join()) {
                while (!stopping) {
                    member.poll(Duration.ofMillis(200));
                    member.pause(member.assignment());
                }
            } catch (FencedInstanceIdException e) {
                log.error(
                        "Another instance calls itself {} too: OPENBELL_INSTANCE must be a name of its own", instance);
                pause();
            } catch (KafkaException e) {
                log.warn("It cannot be found out who owns {}: {}", commands, e.toString());
                pause();
            }
        }
        leave();
    }

    private KafkaConsumer<byte[], byte[]> join() {
        var settings = kafka.settings();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, GIVEN_UP_AFTER_MS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, GIVEN_UP_AFTER_MS / 5);
        // Who has it keeps it, whoever joins.
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // It never reads: where it would begin is all the same.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        var member = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        member.subscribe(List.of(commands.topic()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> given) {
                member.pause(given);
                if (given.contains(commands)) owns(true);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> taken) {
                if (taken.contains(commands)) owns(false);
            }
        });
        return member;
    }

    private void owns(boolean now) {
        owner = now && !stopping;
        log.info(owner ? "{} owns {}" : "{} does not own {}", instance, commands);
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A static member that only goes is waited for. */
    private void leave() {
        try {
            var leave = new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove(instance)));
            kafka.admin().removeMembersFromConsumerGroup(group, leave).all().get(2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("{} could not leave; another instance takes over when it is given up", instance);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves, so that the next owner need not wait until this one is given up. */
    @Override
    public void close() throws InterruptedException {
        renounce();
        if (stands.get()) thread.join(4_000);
    }
}
