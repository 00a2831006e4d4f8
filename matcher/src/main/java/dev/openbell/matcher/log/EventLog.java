package dev.openbell.matcher.log;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.events.v1.EventRecord;
import dev.openbell.events.v1.MarketEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writing end of the event log of one shard. It never leaves a gap: what is not acknowledged is kept, and before anything is sent
 * the log itself is asked how far it goes. That is so at the start, after any failure, and when this instance takes a shard over; until
 * then it only keeps what the log does not have yet.
 *
 * <p>Used by the engine's thread alone, but for the acknowledgements.
 */
public final class EventLog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventLog.class);
    private static final int MOST_KEPT_BYTES = 32 * 1024 * 1024;
    private static final long PAUSE_MS = 500;

    /** More records than a producer has on its way at a time: the last event is among so many at the end. */
    public static final int LOOK_BACK = 5_000;

    private enum State {
        /** Another instance publishes. */
        FOLLOWING,
        PUBLISHING,
        /** Something was not acknowledged: the log must be asked before more is sent. */
        FAILED
    }

    /** The last event in the log, the command that it came of, and the log's epoch; zeroes for an empty log. */
    public record End(long sequence, long commandOffset, long logEpoch) {
        /** Of a log that never lost anything. */
        public End(long sequence, long commandOffset) {
            this(sequence, commandOffset, 0);
        }
    }

    /** The log ends before what it has acknowledged. What is missing can only be made again from the command log. */
    public static final class EventsLost extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        EventsLost(long known, long next) {
            super("The event log ends at %d and %d comes next: events are lost".formatted(known, next));
        }
    }

    /** How far the log goes, and for who is to publish a producer of its own. */
    private record Look(End end, @Nullable Producer<byte[], byte[]> producer) {}

    private record Sent(long first, long last, ProducerRecord<byte[], byte[]> record) {
        int bytes() {
            return record.value().length;
        }
    }

    private final TopicPartition partition;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Supplier<End> end;
    private final Executor looking;
    private final End atStart;
    private @Nullable Producer<byte[], byte[]> producer;
    private long lookedAt = System.nanoTime();
    private boolean lookFailed;
    private @Nullable CompletableFuture<Look> look;

    // Shared with the acknowledgements, under this object's lock.
    private final ArrayDeque<Sent> kept = new ArrayDeque<>();
    private long keptBytes;
    private long published;
    private State state = State.FOLLOWING;

    /**
     * Finds out how far the log goes.
     *
     * @param producers a new one for each try
     * @param end how far the log goes; may throw {@link KafkaException}
     * @param looking where that is asked: whoever makes events does not wait for it
     */
    EventLog(
            TopicPartition partition,
            Supplier<Producer<byte[], byte[]>> producers,
            Supplier<End> end,
            Executor looking) {
        this.partition = partition;
        this.producers = producers;
        this.end = end;
        this.looking = looking;
        this.atStart = end.get();
        this.published = atStart.sequence;
    }

    public static EventLog open(KafkaConnection kafka, String topic, int shard) {
        var partition = new TopicPartition(topic, shard);
        return new EventLog(
                partition,
                () -> newProducer(kafka),
                () -> lastEvent(kafka, partition),
                look -> Thread.ofVirtual().name("event-log-end").start(look));
    }

    /**
     * Begins a new epoch: these follow on nothing that the log holds.
     *
     * @return the offset at which the log goes on
     */
    public static long begin(KafkaConnection kafka, TopicPartition partition, List<MarketEvents> epoch)
            throws InterruptedException, ExecutionException {
        try (var producer = newProducer(kafka)) {
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (var events : epoch) sent.add(producer.send(record(partition, events)));
            long next = 0;
            for (var one : sent) next = one.get().offset() + 1;
            return next;
        }
    }

    /** Takes events that are to be published, unless the log has them already. */
    public void publish(MarketEvents events) {
        Sent next;
        boolean send;
        synchronized (this) {
            if (events.getLastSequence() <= published) return;
            next = new Sent(events.getFirstSequence(), events.getLastSequence(), record(partition, events));
            // Kept before it is sent: whatever happens from here on, it is not forgotten.
            kept.add(next);
            keptBytes += next.bytes();
            published = next.last;
            send = state == State.PUBLISHING;
        }
        if (send) send(next);
    }

    /** Whether so much is kept that no more is taken now: whoever makes events waits, and {@link #tend}s meanwhile. */
    public synchronized boolean isFull() {
        return keptBytes > MOST_KEPT_BYTES;
    }

    /**
     * Does what is due, now and then.
     *
     * @param owner whether it is this instance that publishes
     */
    public void tend(boolean owner) {
        if (!owner) standAside();
        else if (state() == State.PUBLISHING) return;
        if (look == null && isTimeToLook(owner)) look = CompletableFuture.supplyAsync(() -> look(owner), looking);
        if (look == null || !look.isDone()) return;
        var done = look;
        look = null;
        lookedAt = System.nanoTime();
        lookFailed = false;
        try {
            take(done.join(), owner);
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof KafkaException)) throw e.getCause() instanceof RuntimeException why ? why : e;
            lookFailed = true;
            log.warn("The event log cannot be reached: {}", e.getCause().toString());
        }
    }

    /** Another one publishes from now on. */
    private void standAside() {
        if (state() == State.FOLLOWING) return;
        synchronized (this) {
            state = State.FOLLOWING;
        }
        var old = producer;
        producer = null;
        if (old != null) looking.execute(() -> old.close(Duration.ofSeconds(1)));
        log.info("{} is published by another instance from now on", partition);
    }

    /** Who is to publish looks at once; who keeps what another one publishes, now and then. */
    private boolean isTimeToLook(boolean owner) {
        if (!owner && isDone()) return false;
        boolean rested = System.nanoTime() - lookedAt >= PAUSE_MS * 1_000_000;
        return rested || (owner && !lookFailed);
    }

    /** Takes a while: whoever makes events does not wait for it. */
    private Look look(boolean owner) {
        return new Look(end.get(), owner ? producers.get() : null);
    }

    private void take(Look seen, boolean owner) {
        long known = seen.end.sequence;
        forgetUpTo(known);
        var fresh = seen.producer;
        if (fresh == null) return;
        if (owner && next() <= known + 1) {
            begin(known, fresh);
            return;
        }
        fresh.close(Duration.ZERO);
        if (owner) throw new EventsLost(known, next());
    }

    /** Sends everything that the log does not have, with a producer of its own. */
    private void begin(long known, Producer<byte[], byte[]> fresh) {
        List<Sent> again;
        synchronized (this) {
            again = List.copyOf(kept);
            producer = fresh;
            state = State.PUBLISHING;
        }
        log.info("{} ends at event {}; {} records follow at once", partition, known, again.size());
        for (var sent : again) send(sent);
    }

    /** The first event that the log is not known to have. */
    private synchronized long next() {
        return kept.isEmpty() ? published + 1 : kept.getFirst().first;
    }

    private synchronized void forgetUpTo(long sequence) {
        kept.removeIf(sent -> sent.last <= sequence);
        keptBytes = kept.stream().mapToLong(Sent::bytes).sum();
    }

    private static ProducerRecord<byte[], byte[]> record(TopicPartition partition, MarketEvents events) {
        var key = Integer.toString(partition.partition()).getBytes(StandardCharsets.US_ASCII);
        var value = events.toByteArray();
        var record = new ProducerRecord<>(partition.topic(), partition.partition(), key, value);
        record.headers().add(EventRecord.checksum(value));
        return record;
    }

    private void send(Sent next) {
        var to = producer;
        if (to == null) throw new IllegalStateException("publishing without a producer");
        try {
            var _ = to.send(next.record, (metadata, failure) -> {
                if (failure == null) acknowledged(next);
                else failed(to, next, failure);
            });
        } catch (KafkaException e) {
            failed(to, next, e);
        }
    }

    private synchronized void acknowledged(Sent sent) {
        if (state == State.PUBLISHING && kept.remove(sent)) keptBytes -= sent.bytes();
    }

    private void failed(Producer<byte[], byte[]> by, Sent sent, Exception why) {
        synchronized (this) {
            if (state != State.PUBLISHING) return;
            state = State.FAILED;
        }
        log.error("Events up to {} could not be published and are sent again: {}", sent.last, why.toString());
        // Left alone it would number what it has still on its way anew, and that would arrive behind a gap.
        by.close(Duration.ZERO);
    }

    /** How far the log went when it was opened. */
    public End atStart() {
        return atStart;
    }

    /** The number of the last event that is in the log or will be. */
    public synchronized long published() {
        return published;
    }

    /** Something could not be published and is not sent again yet. */
    public boolean isBehind() {
        return state() == State.FAILED;
    }

    /** Everything that was taken is in the log. */
    public synchronized boolean isDone() {
        return kept.isEmpty();
    }

    private synchronized State state() {
        return state;
    }

    /** How far the log of a shard goes. */
    public static End lastEvent(KafkaConnection kafka, TopicPartition partition) {
        try (var reader = kafka.logReader()) {
            return lastEvent(reader, partition);
        }
    }

    /** It need not stand at the end of the log: what an earlier owner had on its way may have arrived after it. */
    static End lastEvent(Consumer<byte[], byte[]> reader, TopicPartition partition) {
        var here = List.of(partition);
        reader.assign(here);
        long begin = reader.beginningOffsets(here).getOrDefault(partition, 0L);
        long end = reader.endOffsets(here).getOrDefault(partition, 0L);
        var last = new End(0, 0);
        if (end == 0) return last;
        reader.seek(partition, Math.max(begin, end - LOOK_BACK));
        do {
            var records = reader.poll(Duration.ofSeconds(5));
            if (records.isEmpty()) throw new TimeoutException("the end of " + partition + " did not come");
            for (var record : records) last = later(last, record);
        } while (reader.position(partition) < end);
        return last;
    }

    private static End later(End last, ConsumerRecord<byte[], byte[]> record) {
        try {
            var events = EventRecord.read(record);
            if (events.getLastSequence() < last.sequence) return last;
            return new End(events.getLastSequence(), events.getCommandOffset(), events.getLogEpoch());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static Producer<byte[], byte[]> newProducer(KafkaConnection kafka) {
        var settings = Map.of(
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024,
                // Twice what may wait for its acknowledgement, so that sending never does.
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                2L * MOST_KEPT_BYTES);
        return kafka.durableProducer(new ByteArraySerializer(), new ByteArraySerializer(), settings);
    }

    /** Waits a little until everything is in the log; what is not is published again after the next start. */
    @Override
    public void close() {
        if (producer != null) producer.close(Duration.ofSeconds(5));
        producer = null;
        if (look != null) {
            var _ = look.thenAccept(late -> {
                if (late.producer != null) late.producer.close(Duration.ZERO);
            });
        }
    }
}
