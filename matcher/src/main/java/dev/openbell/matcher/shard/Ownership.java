package dev.openbell.matcher.shard;

import dev.openbell.chassis.kafka.KafkaConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which shards are this instance's to publish and to keep the time of. A consumer group decides that, which reads nothing: Kafka gives
 * each partition of the command log to one of its members, and to another when that one is gone.
 *
 * <p>Two owners at once do no harm: they publish the same, and whoever reads it drops what it has seen.
 */
public final class Ownership implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Ownership.class);
    private static final String GROUP = "openbell-matchers";
    private static final int GIVEN_UP_AFTER_MS = 1_500;

    private final KafkaConnection kafka;
    private final String topic;
    private final String instance;
    private final Set<Integer> owned = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean stopping;

    public Ownership(KafkaConnection kafka, String topic, String instance) {
        this.kafka = kafka;
        this.topic = topic;
        this.instance = instance;
        thread = Thread.ofPlatform().name("ownership").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public boolean of(int shard) {
        return owned.contains(shard);
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
                log.warn("It cannot be found out who owns the shards: {}", e.toString());
                pause();
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> join() {
        var settings = kafka.settings();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, GIVEN_UP_AFTER_MS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, GIVEN_UP_AFTER_MS / 5);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // It never reads: where it would begin is all the same.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        var member = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        member.subscribe(List.of(topic), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> given) {
                for (var partition : given) owned.add(partition.partition());
                member.pause(given);
                log.info("{} owns {}", instance, owned);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> taken) {
                for (var partition : taken) owned.remove(partition.partition());
                log.info("{} owns {}", instance, owned);
            }
        });
        return member;
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves, so that the next owner need not wait until this one is given up. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join(2_000);
        owned.clear();
        try {
            var leave = new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove(instance)));
            kafka.admin().removeMembersFromConsumerGroup(GROUP, leave).all().get(2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("{} could not leave; another instance takes over when it is given up", instance);
        }
    }
}
