package dev.openbell.matcher.shard;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.events.v1.EventRecord;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.matcher.log.Replica;
import dev.openbell.matcher.shard.Shard.Surroundings;
import dev.openbell.matcher.snapshot.Snapshot;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second replica that makes the snapshots, so that the one that answers never stops for them. What it makes of each command it compares
 * with what was published: every snapshot is a proof that replay works, and none is ahead of the event log.
 */
public final class Follower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Follower.class);
    private static final Duration NAP = Duration.ofMillis(200);

    /** A snapshot that was taken. */
    public record Taken(Snapshot snapshot, String checksum) {}

    private record Wish(long offset, CompletableFuture<Taken> taken) {}

    private final Shard shard;
    private final Surroundings surroundings;
    private final Duration interval;
    private final int keep;
    private final TopicPartition commands, events;
    private final Thread thread;
    private final ArrayDeque<Wish> wishes = new ArrayDeque<>();
    private final Timer saving;
    private volatile boolean stopping;

    private @Nullable Replica replica;
    private @Nullable Consumer<byte[], byte[]> eventReader;
    private Iterator<ConsumerRecord<byte[], byte[]>> published =
            List.<ConsumerRecord<byte[], byte[]>>of().iterator();
    private long nextEventOffset;
    private String logId = "";
    private @Nullable Taken newest;
    private long savedAt = System.nanoTime();

    /**
     * @param interval how often
     * @param keep how many are kept
     */
    public Follower(Shard shard, Surroundings surroundings, Duration interval, int keep) {
        this.shard = shard;
        this.surroundings = surroundings;
        this.interval = interval;
        this.keep = keep;
        this.commands = new TopicPartition(surroundings.commandTopic(), shard.number());
        this.events = new TopicPartition(surroundings.eventTopic(), shard.number());
        this.saving = surroundings.metrics().timer("openbell.snapshot");
        this.thread =
                Thread.ofPlatform().name("follower-" + shard.number()).daemon().unstarted(this::run);
    }

    /** Begins once the shard serves: until then the machine belongs to it alone. */
    public void start() {
        thread.start();
    }

    /** Takes a snapshot that includes everything that has been answered. */
    public CompletableFuture<Taken> takeNow() {
        var wish = new Wish(shard.reached(), new CompletableFuture<>());
        synchronized (wishes) {
            wishes.add(wish);
        }
        return wish.taken;
    }

    private void run() {
        try {
            shard.caughtUp().join();
            while (!stopping) {
                try {
                    follow();
                } catch (KafkaException | IOException | ExecutionException | TimeoutException e) {
                    log.warn("The follower begins again: {}", e.toString());
                    Thread.sleep(1_000);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CancellationException e) {
            log.debug("The follower was stopped");
        } catch (RuntimeException e) {
            log.error(
                    "The follower found another market in the log than was published; no more snapshots are taken", e);
            surroundings.waiting().begin("follower-" + shard.number(), "replay differs: " + e.getMessage());
            surroundings.metrics().counter("openbell.follower.differs").increment();
        }
        refuse(new CancellationException("the follower has stopped"));
    }

    private void follow() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var more = Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        try (var commandReader = surroundings.kafka().logReader(more);
                var publishedReader = surroundings.kafka().logReader(more)) {
            commandReader.assign(List.of(commands));
            publishedReader.assign(List.of(events));
            eventReader = publishedReader;
            if (replica == null) begin(commandReader, publishedReader);
            var at = replica();
            commandReader.seek(commands, at.nextOffset());
            publishedReader.seek(events, nextEventOffset);
            published = List.<ConsumerRecord<byte[], byte[]>>of().iterator();
            while (!stopping) {
                for (var record : commandReader.poll(NAP)) {
                    if (record.offset() < at.nextOffset()) continue;
                    at.apply(record, true);
                    for (var part : at.events()) compare(part);
                }
                saveWhatIsDue();
            }
        }
    }

    private void begin(Consumer<byte[], byte[]> commandReader, Consumer<byte[], byte[]> publishedReader)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var range = shard.range(commandReader);
        logId = range.id();
        var first = publishedReader.beginningOffsets(List.of(events)).getOrDefault(events, 0L);
        var beginning = shard.beginAgain(range);
        nextEventOffset = Math.max(first, beginning.nextEventOffset());
        replica = beginning.replica();
    }

    private Replica replica() {
        var at = replica;
        if (at == null) throw new IllegalStateException("the follower has not begun");
        return at;
    }

    /** Waits until this was published, and looks whether it is the same, byte for byte. */
    private void compare(MarketEvents part) {
        while (true) {
            var record = nextPublished();
            MarketEvents read;
            try {
                read = EventRecord.read(record);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
            nextEventOffset = record.offset() + 1;
            // Two owners at once, or a record that was sent again.
            if (read.getLastSequence() < part.getFirstSequence()) continue;
            if (!Arrays.equals(record.value(), part.toByteArray())) {
                throw new IllegalStateException("command %d: events %d to %d were published, and replay makes %d to %d"
                        .formatted(
                                part.getCommandOffset(),
                                read.getFirstSequence(),
                                read.getLastSequence(),
                                part.getFirstSequence(),
                                part.getLastSequence()));
            }
            return;
        }
    }

    private ConsumerRecord<byte[], byte[]> nextPublished() {
        var reader = eventReader;
        if (reader == null) throw new IllegalStateException("the event log is not open");
        while (!published.hasNext()) {
            if (stopping) throw new CancellationException();
            published = reader.poll(NAP).iterator();
        }
        return published.next();
    }

    private void saveWhatIsDue() {
        long due = savedAt + interval.toNanos();
        boolean wished;
        synchronized (wishes) {
            wished = !wishes.isEmpty() && wishes.getFirst().offset <= replica().nextOffset();
        }
        if (!wished && System.nanoTime() < due) return;
        savedAt = System.nanoTime();
        try {
            var taken = save();
            synchronized (wishes) {
                while (!wishes.isEmpty() && wishes.getFirst().offset <= taken.snapshot.nextOffset()) {
                    wishes.removeFirst().taken.complete(taken);
                }
            }
        } catch (IOException e) {
            log.error("A snapshot could not be taken: {}", e.toString());
            surroundings.metrics().counter("openbell.snapshot.failed").increment();
            refuse(e);
        }
    }

    private Taken save() throws IOException {
        var at = replica();
        var before = newest;
        if (before != null && before.snapshot.nextOffset() == at.nextOffset()) return before;
        long began = System.nanoTime();
        var engine = at.engine();
        var snapshot = new Snapshot(
                shard.number(),
                logId,
                at.logEpoch(),
                at.nextOffset(),
                nextEventOffset,
                engine.sequence(),
                engine.now());
        var taken = new Taken(snapshot, surroundings.snapshots().save(snapshot, engine::write));
        newest = taken;
        saving.record(Duration.ofNanos(System.nanoTime() - began));
        log.debug("Snapshot {} at event {}", snapshot.id(), snapshot.sequence());
        var ids = surroundings.snapshots().newestFirst(shard.number());
        for (var old : ids.subList(Math.min(keep, ids.size()), ids.size()))
            surroundings.snapshots().delete(old);
        return taken;
    }

    private void refuse(Exception why) {
        synchronized (wishes) {
            while (!wishes.isEmpty()) wishes.removeFirst().taken.completeExceptionally(why);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join(3_000);
    }
}
