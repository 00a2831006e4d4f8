package dev.openbell.history.log;

import dev.openbell.chassis.health.Waiting;
import dev.openbell.history.database.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one partition on a thread of its own. When the database or Kafka is away it waits, longer each time, and takes the log up
 * again where the database says; when the log cannot be right it halts, and says why until somebody has looked.
 *
 * <p>Where events are numbered, the numbers are the position. Such a log is not forced to disk: after a power cut it may have lost its end,
 * and is written again, its records cut in another way and at other offsets. So the record that holds the next event is looked for; what was
 * seen before is dropped, and a gap halts when looking for it has not helped. The service is not ready until the log goes as far again as
 * the tables do.
 */
public final class LogFollower {
    private static final Logger log = LoggerFactory.getLogger(LogFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TELL_EVERY = Duration.ofSeconds(1);
    private static final int LOOK_BACK = 5_000;
    private static final int MANY = 1_000;
    private static final long SHORTEST_PAUSE_MS = 100, LONGEST_PAUSE_MS = 2_000;

    private final TopicPartition partition;
    private final Consumer<byte[], byte[]> consumer;
    private final Supplier<String> topicId;
    private final Database database;
    private final Fold fold;
    private final Waiting waiting;
    private final Counter applied;
    private final Thread thread;

    private final List<ConsumerRecord<byte[], byte[]>> held = new ArrayList<>();
    private @Nullable Position position;
    private long known; // the last event in the tables when the log was taken up
    private long seen; // the last event that the log was seen to hold since then
    private long foldedAt = System.nanoTime() - LONGEST_PAUSE_MS * 1_000_000;
    private long toldAt = foldedAt;
    private long told = -1;
    private long gapAfter; // the last event before a gap that was met
    private volatile long lag;
    private volatile @Nullable String halted;

    /** @param topicId tells a topic from another of the same name that was made after it */
    LogFollower(
            TopicPartition partition,
            Consumer<byte[], byte[]> consumer,
            Supplier<String> topicId,
            Database database,
            Fold fold,
            Waiting waiting,
            MeterRegistry meters) {
        this.partition = partition;
        this.consumer = consumer;
        this.topicId = topicId;
        this.database = database;
        this.fold = fold;
        this.waiting = waiting;
        this.thread = Thread.ofPlatform().name(partition.toString()).unstarted(this::follow);
        var tags = Tags.of("topic", partition.topic(), "partition", Integer.toString(partition.partition()));
        this.applied = Counter.builder("openbell.log.records")
                .description("Records that are in the tables")
                .tags(tags)
                .register(meters);
        Gauge.builder("openbell.log.lag", () -> lag)
                .description("Records between the tables and the end of the log")
                .tags(tags)
                .register(meters);
        Gauge.builder("openbell.log.halted", () -> halted == null ? 0 : 1)
                .description("1 when the log is not followed any further")
                .tags(tags)
                .register(meters);
    }

    void start() {
        waiting.begin(name(), "not taken up yet");
        thread.start();
    }

    void stop() throws InterruptedException {
        consumer.wakeup();
        if (thread.join(Duration.ofSeconds(5))) return;
        thread.interrupt(); // it waits for something that does not come
        thread.join(Duration.ofSeconds(1));
    }

    String name() {
        return partition.toString();
    }

    /** Why it follows no more. */
    @Nullable
    String halted() {
        return halted;
    }

    /** How many records are not in the tables yet. */
    long lag() {
        return lag;
    }

    private void follow() {
        try (consumer;
                fold) {
            consumer.assign(List.of(partition));
            long pause = SHORTEST_PAUSE_MS;
            while (true) {
                try {
                    step();
                    tellWhetherWhole();
                    pause = SHORTEST_PAUSE_MS;
                } catch (WakeupException e) {
                    return;
                } catch (SQLException | KafkaException e) {
                    position = null;
                    log.warn("{} waits: {}", partition, e.toString());
                    waiting.begin(name(), e.toString());
                    Thread.sleep(pause);
                    pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // A halt, or a fault in this program, which is none the better for going on.
            halted = e instanceof Halt ? e.getMessage() : e.toString();
            log.error("{} is halted: {}", partition, halted, e);
            waiting.begin(name(), "halted: " + halted);
        }
    }

    private void step() throws SQLException, InterruptedException {
        var from = position == null ? takeUp() : position;
        gather();
        for (var record : consumer.poll(POLL)) {
            held.add(record);
            if (seen < known) seen = Math.max(seen, fold.numbers(record).last());
        }
        if (!held.isEmpty()) applyHeld(from);
        tellKafka();
        lag = held.size() + consumer.currentLag(partition).orElse(0);
    }

    /** Under load each transaction takes what has come in a while, rather than what came first. A backlog does not wait. */
    private void gather() throws InterruptedException {
        if (lag > MANY) return;
        var left = fold.pause().minusNanos(System.nanoTime() - foldedAt);
        if (left.isPositive()) fold.rest(left);
    }

    /**
     * The position is the database's, and this is for whoever trims the log, and for people who look with Kafka's tools: nothing is read
     * from here that a transaction has not kept. It may come late, or not at all.
     */
    private void tellKafka() {
        var kept = position;
        if (kept == null || kept.nextOffset() == told || System.nanoTime() - toldAt < TELL_EVERY.toNanos()) return;
        told = kept.nextOffset();
        toldAt = System.nanoTime();
        consumer.commitAsync(Map.of(partition, new OffsetAndMetadata(told)), (offsets, failure) -> {
            if (failure == null) return;
            told = -1;
            log.debug("Kafka was not told of {}: {}", offsets, failure.toString());
        });
    }

    private void applyHeld(Position from) throws SQLException, InterruptedException {
        try {
            var to = fold.apply(held, from);
            int before = held.size();
            held.removeIf(record -> record.offset() < to.nextOffset());
            applied.increment(before - held.size());
            position = to;
            foldedAt = System.nanoTime();
        } catch (Gap gap) {
            // The log may have been written again while it was followed, so the event is looked for once.
            if (gapAfter == from.lastSequence()) throw gap;
            gapAfter = from.lastSequence();
            position = null;
            log.warn("{}; it is looked for", gap.getMessage());
        }
    }

    private void tellWhetherWhole() {
        if (position == null) return;
        if (seen < known) waiting.begin(name(), "the log to be written again up to event " + known);
        else waiting.done(name());
    }

    private Position takeUp() throws SQLException, InterruptedException {
        var whole = List.of(partition);
        long first = consumer.beginningOffsets(whole).values().iterator().next();
        long end = consumer.endOffsets(whole).values().iterator().next();
        var beginning = Position.atBeginning(topicId.get(), first);
        var stored = database.transaction(connection -> LogPositions.findOrBegin(connection, partition, beginning));
        var from = whereToGoOn(stored, beginning, end);
        if (!from.equals(stored)) {
            database.transaction(connection -> {
                LogPositions.move(connection, partition, stored, from);
                return from;
            });
        }
        fold.takenUp(from);
        held.clear();
        consumer.seek(partition, from.nextOffset());
        log.info("{} is followed from offset {} of {}", partition, from.nextOffset(), end);
        position = from;
        tellWhetherWhole();
        return from;
    }

    private Position whereToGoOn(Position stored, Position beginning, long end) {
        known = stored.lastSequence();
        seen = 0;
        var why = whyDisplaced(stored, beginning, end);
        if (why != null) return fold.displaced(why, stored, beginning);
        if (!stored.isNumbered()) return stored;
        var from = stored.at(offsetOfNext(stored, beginning.nextOffset(), end));
        if (seen < known) log.warn("{} goes to event {}, the tables to event {}", partition, seen, known);
        return from;
    }

    private @Nullable String whyDisplaced(Position stored, Position beginning, long end) {
        if (!stored.topicId().equals(beginning.topicId()))
            return partition + " is another topic than the one that was followed";
        if (stored.nextOffset() < beginning.nextOffset()) {
            return "%s begins at offset %d, after the stored position %d"
                    .formatted(partition, beginning.nextOffset(), stored.nextOffset());
        }
        if (stored.nextOffset() > end && !stored.isNumbered()) {
            return "%s ends at offset %d, before the stored position %d".formatted(partition, end, stored.nextOffset());
        }
        return null;
    }

    /**
     * Where the next event stands, or will: it is looked for from a little before the offset that was kept, and then from ever further back.
     */
    private long offsetOfNext(Position stored, long beginning, long end) {
        long kept = Math.min(stored.nextOffset(), end);
        for (long back = LOOK_BACK; ; back *= 2) {
            long start = Math.max(beginning, kept - back);
            var newer = firstNewer(start, end);
            if (newer == null) return kept;
            boolean isNext = fold.numbers(newer).first() <= stored.lastSequence() + 1;
            if (isNext || start == beginning) return newer.offset();
        }
    }

    /** The first record with an event that is not in the tables. */
    private @Nullable ConsumerRecord<byte[], byte[]> firstNewer(long start, long end) {
        consumer.seek(partition, start);
        while (consumer.position(partition) < end) {
            for (var record : consumer.poll(POLL)) {
                long last = fold.numbers(record).last();
                seen = Math.max(seen, last);
                if (last > known) return record;
            }
        }
        return null;
    }
}
