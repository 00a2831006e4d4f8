package dev.openbell.matcher.shard;

import dev.openbell.matcher.shard.Shard.Surroundings;
import dev.openbell.matcher.snapshot.Pace;
import dev.openbell.matcher.snapshot.Snapshot;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
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
    private final long commandsBetween;
    private final int keep;
    private final LogTrimmer trimmer;
    private final TopicPartition commands, events;
    private final Thread thread;
    private final ArrayDeque<Wish> wishes = new ArrayDeque<>();
    private final Timer saving;
    private Pace pace = Pace.hurried();
    private volatile boolean stopping;

    private @Nullable Proof proof;
    private @Nullable Consumer<byte[], byte[]> eventReader;
    private Iterator<ConsumerRecord<byte[], byte[]>> published =
            List.<ConsumerRecord<byte[], byte[]>>of().iterator();
    private String logId = "";
    private @Nullable Taken newest;
    private long savedAt = System.nanoTime();
    private long savedOffset;

    /**
     * @param interval how often
     * @param commandsBetween how many commands at most, so that no start has to replay many more
     * @param keep how many are kept
     * @param trimmer is shown each
     */
    public Follower(
            Shard shard,
            Surroundings surroundings,
            Duration interval,
            long commandsBetween,
            int keep,
            LogTrimmer trimmer) {
        this.shard = shard;
        this.surroundings = surroundings;
        this.interval = interval;
        this.commandsBetween = commandsBetween;
        this.keep = keep;
        this.trimmer = trimmer;
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
            pace.hurry();
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
            if (proof == null) begin(commandReader, publishedReader);
            var at = proof();
            commandReader.seek(commands, at.replica().nextOffset());
            readEvents(publishedReader, at.nextEventOffset());
            // Kafka may have failed while something was waited for.
            complete(at);
            while (!stopping) {
                for (var record : commandReader.poll(NAP)) {
                    if (record.offset() < at.replica().nextOffset()) continue;
                    if (!apply(record, at)) return;
                    complete(at);
                }
                saveWhatIsDue();
            }
        }
    }

    /** False: it must begin again. */
    private boolean apply(ConsumerRecord<byte[], byte[]> record, Proof at) {
        try {
            at.apply(record);
            return true;
        } catch (RuntimeException e) {
            if (!shard.leadPast(record.offset(), e)) throw e;
            proof = null;
            return false;
        }
    }

    private void begin(Consumer<byte[], byte[]> commandReader, Consumer<byte[], byte[]> publishedReader)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var range = shard.range(commandReader);
        logId = range.id();
        var first = publishedReader.beginningOffsets(List.of(events)).getOrDefault(events, 0L);
        var beginning = shard.beginAgain(range);
        savedOffset = beginning.replica().nextOffset();
        proof = new Proof(beginning, first);
    }

    private Proof proof() {
        var at = proof;
        if (at == null) throw new IllegalStateException("the follower has not begun");
        return at;
    }

    /** Waits until everything that came of the last command was published, and looks whether it is the same. */
    private void complete(Proof at) {
        while (!at.isComplete()) {
            var record = nextPublished();
            at.compare(record);
            if (at.nextEventOffset() <= record.offset()) readEvents(eventReader(), at.nextEventOffset());
        }
    }

    /** Goes on reading what was published; the log may have lost its end, and is written again. */
    private void readEvents(Consumer<byte[], byte[]> reader, long offset) {
        long end = reader.endOffsets(List.of(events)).getOrDefault(events, offset);
        reader.seek(events, Math.min(offset, end));
        published = List.<ConsumerRecord<byte[], byte[]>>of().iterator();
    }

    private ConsumerRecord<byte[], byte[]> nextPublished() {
        while (!published.hasNext()) {
            if (stopping) throw new CancellationException();
            published = eventReader().poll(NAP).iterator();
        }
        return published.next();
    }

    private Consumer<byte[], byte[]> eventReader() {
        var reader = eventReader;
        if (reader == null) throw new IllegalStateException("the event log is not open");
        return reader;
    }

    private void saveWhatIsDue() {
        long offset = proof().replica().nextOffset();
        boolean due = System.nanoTime() - savedAt >= interval.toNanos() || offset - savedOffset >= commandsBetween;
        boolean wished;
        synchronized (wishes) {
            wished = !wishes.isEmpty() && wishes.getFirst().offset <= offset;
        }
        if (!wished && !due) return;
        savedAt = System.nanoTime();
        savedOffset = offset;
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
        var at = proof();
        var before = newest;
        if (before != null && before.snapshot.nextOffset() == at.replica().nextOffset()) return before;
        long began = System.nanoTime();
        var snapshot = at.snapshot(shard.number(), logId);
        var taken = new Taken(
                snapshot, surroundings.snapshots().save(snapshot, at.replica().engine()::write, pace()));
        newest = taken;
        saving.record(Duration.ofNanos(System.nanoTime() - began));
        log.debug("Snapshot {} at event {}", snapshot.id(), snapshot.sequence());
        trimmer.tend(snapshot, surroundings.ownership().isOurs());
        var ids = surroundings.snapshots().recent(shard.number());
        for (var old : ids.subList(Math.min(keep, ids.size()), ids.size()))
            surroundings.snapshots().delete(old);
        return taken;
    }

    private Pace pace() {
        synchronized (wishes) {
            pace = wishes.isEmpty() ? Pace.leisurely() : Pace.hurried();
            return pace;
        }
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
