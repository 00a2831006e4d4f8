package dev.openbell.matcher.shard;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.TopicPlan;
import dev.openbell.matcher.shard.Shard.Surroundings;
import dev.openbell.matcher.snapshot.SnapshotFolder;
import dev.openbell.matcher.snapshot.SnapshotStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/** Builds the shard that this instance follows, its snapshots and its say in who owns it, and starts them once the topics are there. */
@Factory
final class ShardFactory {
    @Singleton
    SnapshotStore snapshots(@Value("${openbell.snapshots.folder}") String folder) {
        return new SnapshotFolder(Path.of(folder));
    }

    @Singleton
    @Bean(preDestroy = "close")
    Ownership ownership(
            KafkaConnection kafka,
            @Value("${openbell.topics.commands}") String commandTopic,
            @Value("${openbell.shard}") int shard,
            @Value("${openbell.instance}") String instance) {
        return new Ownership(kafka, new TopicPartition(commandTopic, shard), instance);
    }

    @Singleton
    Surroundings surroundings(
            KafkaConnection kafka,
            @Value("${openbell.topics.commands}") String commandTopic,
            @Value("${openbell.topics.events}") String eventTopic,
            @Value("${openbell.instances}") int instances,
            SnapshotStore snapshots,
            Ownership ownership,
            Waiting waiting,
            MeterRegistry metrics) {
        return new Surroundings(kafka, commandTopic, eventTopic, snapshots, ownership, instances > 1, waiting, metrics);
    }

    @Singleton
    @Bean(preDestroy = "close")
    Shard shard(
            Surroundings surroundings,
            @Value("${openbell.shard}") int number,
            @Value("${openbell.shards}") int shards) {
        if (number < 0 || number >= shards) {
            throw new IllegalArgumentException("OPENBELL_SHARD is one of 0 to OPENBELL_SHARDS - 1");
        }
        return new Shard(number, surroundings);
    }

    @Singleton
    @Bean(preDestroy = "close")
    Follower follower(
            Shard shard,
            Surroundings surroundings,
            @Value("${openbell.snapshots.interval}") Duration interval,
            @Value("${openbell.snapshots.commands}") long commands,
            @Value("${openbell.snapshots.keep}") int keep,
            @Value("${openbell.log-retention}") Duration retention) {
        var trimmer = new LogTrimmer(
                surroundings.kafka(),
                new TopicPartition(surroundings.commandTopic(), shard.number()),
                new TopicPartition(surroundings.eventTopic(), shard.number()),
                surroundings.snapshots(),
                retention);
        return new Follower(shard, surroundings, interval, commands, keep, trimmer);
    }

    /** Opens the market in the background: until it is open the service says what it waits for. */
    @Context
    @Bean(preDestroy = "close")
    Opening opening(
            KafkaConnection kafka,
            Surroundings surroundings,
            Shard shard,
            Follower follower,
            Listing listing,
            @Value("${openbell.shards}") int shards,
            @Value("${openbell.durable}") boolean durable) {
        var commands = TopicPlan.commands(surroundings.commandTopic(), shards, durable);
        var events = TopicPlan.events(surroundings.eventTopic(), shards);
        var opening = new Opening(shard, follower);
        shard.readAhead();
        Thread.ofVirtual().name("opening").start(() -> {
            try {
                kafka.ensureTopics(commands, events);
                shard.start();
                follower.start();
                shard.caughtUp().join();
                listing.listOn(shard);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return opening;
    }
}
