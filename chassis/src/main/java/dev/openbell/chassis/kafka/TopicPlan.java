package dev.openbell.chassis.kafka;

import dev.openbell.events.v1.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a topic is made when it is not there yet.
 *
 * @param ofShards whether its partitions are the shards: one that is there already must have as many
 */
public record TopicPlan(String name, int partitions, boolean ofShards, Map<String, String> config) {
    /** No access token may live longer: whoever starts later would not hear that it was revoked. */
    public static final Duration REVOCATIONS_KEPT = Duration.ofMinutes(20);

    private static final int FEW = 4;

    /**
     * The command log: one partition a shard, no time limit of Kafka's own, and never compacted.
     *
     * @param flush fsync each record: the word of a single broker survives a power cut only with it
     */
    public static TopicPlan commands(String name, int shards, boolean flush) {
        var plan = log(name, shards);
        if (flush) plan.config.put("flush.messages", "1");
        return plan;
    }

    /** What the engine made of it: can be made again from the commands, so it need not be flushed. */
    public static TopicPlan events(String name, int shards) {
        return log(name, shards);
    }

    public static TopicPlan prices() {
        return kept(Topics.PRICE_UPDATES, FEW, Duration.ofMinutes(30));
    }

    /** One partition keeps identity writes in one order: an e-mail and the user id that it becomes have different keys. */
    public static TopicPlan userCommands() {
        return kept(Topics.USER_COMMANDS, 1, Duration.ofDays(7));
    }

    public static TopicPlan userEvents() {
        return kept(Topics.USER_EVENTS, 1, Duration.ofDays(1));
    }

    public static TopicPlan revocations() {
        var plan = kept(Topics.AUTH_REVOCATIONS, 1, REVOCATIONS_KEPT);
        // The broker forgets by its own clock, so it is by that clock that their age is told.
        plan.config.put("message.timestamp.type", "LogAppendTime");
        return plan;
    }

    /** Codes do not lie around: a segment is closed soon, so that it can go. */
    public static TopicPlan mails() {
        return kept(Topics.OTP_REQUESTS, FEW, Duration.ofMinutes(15));
    }

    /** All wait equally long, so that whoever came first is due first. */
    public static TopicPlan mailsForLater() {
        return kept(Topics.OTP_REQUESTS_LATER, 1, Duration.ofMinutes(15));
    }

    public static TopicPlan deadLetters(String topic) {
        return kept(topic, 1, Duration.ofDays(7));
    }

    private static TopicPlan log(String name, int shards) {
        var config = new LinkedHashMap<String, String>();
        config.put("retention.ms", "-1");
        config.put("retention.bytes", "-1");
        config.put("cleanup.policy", "delete");
        // What is trimmed leaves the disk by segments.
        config.put("segment.bytes", Integer.toString(256 << 20));
        config.put("max.message.bytes", "1048576");
        return new TopicPlan(name, shards, true, config);
    }

    private static TopicPlan kept(String name, int partitions, Duration life) {
        var config = new LinkedHashMap<String, String>();
        config.put("retention.ms", Long.toString(life.toMillis()));
        config.put("segment.ms", Long.toString(life.toMillis()));
        return new TopicPlan(name, partitions, false, config);
    }
}
