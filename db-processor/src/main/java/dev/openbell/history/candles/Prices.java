package dev.openbell.history.candles;

import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.TopicPlan;
import dev.openbell.events.v1.Topics;
import dev.openbell.history.database.Database;
import dev.openbell.history.log.DeadLetters;
import dev.openbell.history.log.Followers;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/** The feed, a follower to each partition. */
@Singleton
public final class Prices {
    private static final Duration COLLECTED_FOR = Duration.ofSeconds(1);

    private final Followers followers;
    private final Database database;
    private final KafkaConnection kafka;
    private final MeterRegistry meters;

    Prices(KafkaConnection kafka, Followers followers, Database database, MeterRegistry meters) {
        this.followers = followers;
        this.database = database;
        this.kafka = kafka;
        this.meters = meters;
    }

    public TopicPlan topic() {
        return TopicPlan.prices();
    }

    public TopicPlan deadLetters() {
        return TopicPlan.deadLetters(Topics.PRICE_UPDATES_DLQ);
    }

    public void open() {
        for (int number = 0; number < topic().partitions(); number++) {
            var partition = new TopicPartition(topic().name(), number);
            var deadLetters = new DeadLetters(deadLetters().name(), kafka, meters);
            followers.follow(partition, new PriceFold(partition, database, deadLetters, COLLECTED_FOR));
        }
    }
}
