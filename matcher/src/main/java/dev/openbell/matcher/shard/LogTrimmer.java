package dev.openbell.matcher.shard;

import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.events.v1.Topics;
import dev.openbell.matcher.log.EventLog;
import dev.openbell.matcher.snapshot.Snapshot;
import dev.openbell.matcher.snapshot.SnapshotStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trims the two logs of a shard when they are older than {@code LOG_RETENTION}, if this instance owns it: to a snapshot in the archive,
 * from which whoever wants to fold the whole log begins from then on. Used by the follower's thread alone.
 */
public final class LogTrimmer {
    private static final Logger log = LoggerFactory.getLogger(LogTrimmer.class);
    private static final int PATIENCE_SECONDS = 5;

    private final KafkaConnection kafka;
    private final TopicPartition commands, events;
    private final SnapshotStore snapshots;
    private final Retention retention;
    private final long leftAtTheEnd;

    public LogTrimmer(
            KafkaConnection kafka,
            TopicPartition commands,
            TopicPartition events,
            SnapshotStore snapshots,
            Duration retention) {
        // Whoever publishes finds out by the last records how far the event log goes.
        this(kafka, commands, events, snapshots, retention, EventLog.LOOK_BACK);
    }

    /** @param leftAtTheEnd how many records of the event log stay in any case */
    LogTrimmer(
            KafkaConnection kafka,
            TopicPartition commands,
            TopicPartition events,
            SnapshotStore snapshots,
            Duration retention,
            long leftAtTheEnd) {
        this.kafka = kafka;
        this.commands = commands;
        this.events = events;
        this.snapshots = snapshots;
        this.retention = new Retention(retention);
        this.leftAtTheEnd = leftAtTheEnd;
    }

    /**
     * Puts a snapshot by when it is time to, and trims the logs when something is old enough.
     *
     * @param newest that was taken just now
     */
    void tend(Snapshot newest, boolean isOwner) {
        if (retention.isForEver()) return;
        try {
            var archived = heads(snapshots.archived(newest.shard()));
            if (retention.isToArchive(newest, archived.isEmpty() ? null : archived.getFirst())) {
                snapshots.archive(newest.id());
            }
            if (isOwner) trim(archived, newest);
            forget(archived);
        } catch (IOException | ExecutionException | TimeoutException e) {
            log.warn("{} is not trimmed yet: {}", commands, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void trim(List<Snapshot> archived, Snapshot newest)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var recent = snapshots.recent(newest.shard());
        var oldestRecent = recent.isEmpty() ? newest : snapshots.head(recent.getLast());
        // Kafka is asked only when there may be something to do.
        var old = retention.cut(archived, newest, oldestRecent, Long.MAX_VALUE);
        if (old.isEmpty() || old.get().nextOffset() <= offset(commands, OffsetSpec.earliest())) return;
        var cut = retention.cut(archived, newest, oldestRecent, folded());
        if (cut.isEmpty()) {
            log.warn("{} is older than LOG_RETENTION and is not trimmed: the tables are not as far", commands);
            return;
        }
        var at = cut.get();
        if (at.nextOffset() <= offset(commands, OffsetSpec.earliest())) return;
        delete(commands, at.nextOffset());
        delete(events, Math.min(at.nextEventOffset(), offset(events, OffsetSpec.latest()) - leftAtTheEnd));
        log.info("{} begins at offset {} now, with snapshot {} in the archive", commands, at.nextOffset(), at.id());
    }

    /** What is older than the log's beginning leads nowhere. */
    private void forget(List<Snapshot> archived)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        if (archived.isEmpty()) return;
        long beginning = offset(commands, OffsetSpec.earliest());
        for (var old : archived) if (old.nextOffset() < beginning) snapshots.forget(old.id());
    }

    /** The tables hold what stands before this offset; 0 where nobody has said so. */
    private long folded() throws InterruptedException, ExecutionException, TimeoutException {
        try {
            var offsets = kafka.admin().listConsumerGroupOffsets(Topics.HISTORY_GROUP);
            var told = offsets.partitionsToOffsetAndMetadata()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .get(events);
            return told == null ? 0 : told.offset();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) return 0;
            throw e;
        }
    }

    private long offset(TopicPartition partition, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        var found = kafka.admin().listOffsets(Map.of(partition, which)).partitionResult(partition);
        return found.get(PATIENCE_SECONDS, TimeUnit.SECONDS).offset();
    }

    private void delete(TopicPartition partition, long before)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (before <= offset(partition, OffsetSpec.earliest())) return;
        var deleted = kafka.admin().deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before)));
        var _ = deleted.all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private List<Snapshot> heads(List<String> ids) throws IOException {
        var heads = new ArrayList<Snapshot>();
        for (var id : ids) heads.add(snapshots.head(id));
        return heads;
    }
}
