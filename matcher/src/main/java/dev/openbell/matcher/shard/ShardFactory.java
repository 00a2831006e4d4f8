package dev.openbell.matcher.shard;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.chassis.kafka.TopicPlan;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;

/** Builds the shard that this instance runs, and starts it once the topics are there. */
@Factory
final class ShardFactory {
    @Context
    @Bean(preDestroy = "close")
    Shard shard(
            KafkaConnection kafka,
            Waiting waiting,
            MeterRegistry metrics,
            Listing listing,
            @Value("${openbell.shard}") int number,
            @Value("${openbell.shards}") int shards,
            @Value("${openbell.durable}") boolean durable,
            @Value("${openbell.topics.commands}") String commandTopic,
            @Value("${openbell.topics.events}") String eventTopic) {
        if (number != 0 || shards != 1) {
            throw new IllegalArgumentException(
                    "OPENBELL_SHARDS and OPENBELL_SHARD: this version runs one shard, number 0");
        }
        var shard = new Shard(number, kafka, commandTopic, eventTopic, waiting, metrics);
        Thread.ofVirtual().name("opening").start(() -> {
            try {
                kafka.ensureTopics(
                        TopicPlan.commands(commandTopic, shards, durable), TopicPlan.events(eventTopic, shards));
                shard.start();
                shard.caughtUp().join();
                listing.listOn(shard);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return shard;
    }
}
