package dev.openbell.chassis.kafka;

import dev.openbell.chassis.health.Waiting;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Where Kafka is, its topics, and the two clients that most services need. Another kind is made from {@link #settings()}. */
@Singleton
@Requires(property = "kafka.bootstrap.servers")
public final class KafkaConnection {
    private static final int PATIENCE_MS = 5_000;

    private final String servers;
    private final short replication;
    private final Waiting waiting;
    private @Nullable Admin admin;

    public KafkaConnection(
            @Value("${kafka.bootstrap.servers}") String servers,
            @Value("${openbell.kafka.replication:1}") short replication,
            Waiting waiting) {
        this.servers = servers;
        this.replication = replication;
        this.waiting = waiting;
    }

    /** What every client needs. */
    public Map<String, Object> settings() {
        var settings = new HashMap<String, Object>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return settings;
    }

    /**
     * Reads a log from where its owner says, who assigns the partitions, seeks, and remembers how far it came. It belongs to no group, and an
     * offset that the log does not have is an error, not another place to begin at.
     */
    public Consumer<byte[], byte[]> logReader() {
        return logReader(Map.of());
    }

    /**
     * The same, for a reader with a wish.
     *
     * @param more what it has beyond the others
     */
    public Consumer<byte[], byte[]> logReader(Map<String, ?> more) {
        var settings = settings();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Writes what must not be lost: acknowledged once every replica that must have it has it, in the order of sending, and never twice by
     * a retry of its own. It is sent at once, without waiting for company.
     *
     * @param more what this producer has beyond the others: how much it takes, and when it gives up
     */
    public <K, V> Producer<K, V> durableProducer(Serializer<K> keys, Serializer<V> values, Map<String, ?> more) {
        var settings = settings();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.putAll(more);
        return new KafkaProducer<>(settings, keys, values);
    }

    /**
     * Makes the topics that are missing; waits for Kafka as long as it takes. A topic that is there stays as it is, and one with another
     * number of shards is waited for in vain.
     */
    public void ensureTopics(TopicPlan... plans) throws InterruptedException {
        waiting.until("Kafka at " + servers, () -> {
            var missing = new ArrayList<NewTopic>();
            Set<String> there = admin().listTopics().names().get(5, TimeUnit.SECONDS);
            for (var plan : plans) {
                if (there.contains(plan.name())) {
                    if (plan.ofShards()) mustHaveShards(plan);
                    continue;
                }
                missing.add(new NewTopic(plan.name(), plan.partitions(), replication).configs(plan.config()));
            }
            create(missing);
        });
    }

    private void mustHaveShards(TopicPlan plan) throws InterruptedException, ExecutionException, TimeoutException {
        var found = admin().describeTopics(List.of(plan.name())).allTopicNames().get(5, TimeUnit.SECONDS);
        for (var topic : found.values()) {
            int shards = topic.partitions().size();
            if (shards == plan.partitions()) continue;
            throw new IllegalStateException(
                    "%s has %d shards, and OPENBELL_SHARDS says %d: the number stays what it was at the first start"
                            .formatted(plan.name(), shards, plan.partitions()));
        }
    }

    /** Whether a broker answers. */
    public List<String> brokers(Duration within) throws InterruptedException, ExecutionException, TimeoutException {
        var nodes = admin().describeCluster().nodes().get(within.toMillis(), TimeUnit.MILLISECONDS);
        return nodes.stream().map(node -> node.host() + ":" + node.port()).toList();
    }

    public synchronized Admin admin() {
        if (admin == null) {
            var settings = settings();
            settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
            settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
            admin = Admin.create(settings);
        }
        return admin;
    }

    private void create(List<NewTopic> topics) throws InterruptedException, ExecutionException, TimeoutException {
        for (var created : admin().createTopics(topics).values().values()) {
            try {
                created.get(10, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                // Another service was quicker: that is as good.
                if (!(e.getCause() instanceof TopicExistsException)) throw e;
            }
        }
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) admin.close(Duration.ofSeconds(1));
    }
}
