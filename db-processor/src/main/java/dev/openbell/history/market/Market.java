package dev.openbell.history.market;

import dev.openbell.chassis.kafka.TopicPlan;
import dev.openbell.history.candles.MarketClock;
import dev.openbell.history.database.Database;
import dev.openbell.history.log.Followers;
import dev.openbell.history.log.Progress;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The event log, a follower to each shard. */
@Singleton
public final class Market {
    private final TopicPlan topic;
    private final Followers followers;
    private final Database database;
    private final MarketClock clock;
    private final Progress progress;
    private final MeterRegistry meters;
    private final @Nullable Duration retention;

    Market(
            @Value("${market.event-topic}") String topic,
            @Value("${market.shards}") int shards,
            @Value("${market.history-retention}") Duration retention,
            Followers followers,
            Database database,
            MarketClock clock,
            Progress progress,
            MeterRegistry meters) {
        this.topic = TopicPlan.events(topic, shards);
        this.followers = followers;
        this.database = database;
        this.clock = clock;
        this.progress = progress;
        this.meters = meters;
        this.retention = retention.isZero() ? null : retention;
    }

    public TopicPlan topic() {
        return topic;
    }

    public void open() {
        var tables = new MarketTables(meters, retention);
        for (int shard = 0; shard < topic.partitions(); shard++) {
            var partition = new TopicPartition(topic.name(), shard);
            followers.follow(partition, new MarketFold(partition, database, tables, clock, progress));
        }
    }
}
