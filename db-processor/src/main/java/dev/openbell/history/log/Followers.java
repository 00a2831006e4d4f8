package dev.openbell.history.log;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.events.v1.Topics;
import dev.openbell.history.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** The logs that are followed. Ready only while none is halted. */
@Singleton
@Readiness
public final class Followers extends AbstractHealthIndicator<Map<String, String>> {
    private final KafkaConnection kafka;
    private final Database database;
    private final Waiting waiting;
    private final MeterRegistry meters;
    private final List<LogFollower> followers = new CopyOnWriteArrayList<>();

    Followers(KafkaConnection kafka, Database database, Waiting waiting, MeterRegistry meters) {
        this.kafka = kafka;
        this.database = database;
        this.waiting = waiting;
        this.meters = meters;
    }

    public void follow(TopicPartition partition, Fold fold) {
        var follower = new LogFollower(
                partition, consumer(partition), () -> topicId(partition.topic()), database, fold, waiting, meters);
        followers.add(follower);
        follower.start();
    }

    @Override
    protected String getName() {
        return "logs";
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        var status = HealthStatus.UP;
        var details = new TreeMap<String, String>();
        for (var follower : followers) {
            var halted = follower.halted();
            if (halted != null) status = HealthStatus.DOWN;
            details.put(follower.name(), halted == null ? follower.lag() + " records behind" : "halted: " + halted);
        }
        healthStatus = status;
        return details;
    }

    @PreDestroy
    void stop() throws InterruptedException {
        for (var follower : followers) follower.stop();
    }

    /** The group shares nothing out: the position is the database's. It is by its name that the matcher sees how far the tables are. */
    private Consumer<byte[], byte[]> consumer(TopicPartition partition) {
        // Large batches: catching up is quicker the more changes of one order fall into one write.
        return kafka.logReader(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "db-processor-" + partition,
                ConsumerConfig.GROUP_ID_CONFIG,
                Topics.HISTORY_GROUP,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                4 << 20));
    }

    private String topicId(String topic) {
        try {
            var described = kafka.admin().describeTopics(List.of(topic)).allTopicNames();
            var only = described.get(5, TimeUnit.SECONDS).values().iterator().next();
            return only.topicId().toString();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka does not say which topic " + topic + " is", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
