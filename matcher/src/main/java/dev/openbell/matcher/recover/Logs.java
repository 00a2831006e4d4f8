package dev.openbell.matcher.recover;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.health.Waiting;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.events.v1.EventRecord;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.matcher.log.CommandLog;
import dev.openbell.matcher.log.EventLog;
import dev.openbell.matcher.shard.Recovery.LogRange;
import dev.openbell.matcher.shard.Shard;
import dev.openbell.matcher.shard.SkipEntries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The two logs of one shard, on Kafka. */
final class Logs {
    private static final int PATIENCE_SECONDS = 10;
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConnection kafka;
    private final TopicPartition commands, events;

    Logs(String servers, String commandTopic, String eventTopic, int shard) {
        this.kafka = new KafkaConnection(servers, (short) 1, new Waiting());
        this.commands = new TopicPartition(commandTopic, shard);
        this.events = new TopicPartition(eventTopic, shard);
    }

    LogRange range() throws InterruptedException, ExecutionException, TimeoutException {
        try (var reader = kafka.logReader()) {
            return Shard.range(kafka, reader, commands);
        }
    }

    EventLog.End published() {
        return EventLog.lastEvent(kafka, events);
    }

    long firstEventOffset() {
        try (var reader = kafka.logReader()) {
            return reader.beginningOffsets(List.of(events)).getOrDefault(events, 0L);
        }
    }

    SkipEntries skips(Set<Long> passedOver) {
        return new SkipEntries(kafka, commands, passedOver);
    }

    /** Every command from one offset up to another. */
    void commands(long from, long to, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        read(commands, from, to, each);
    }

    /** Everything that was told up to this event. */
    void events(EventLog.End upTo, Consumer<MarketEvents> each) {
        if (upTo.sequence() == 0) return;
        long begin, end;
        try (var reader = kafka.logReader()) {
            begin = reader.beginningOffsets(List.of(events)).getOrDefault(events, 0L);
            end = reader.endOffsets(List.of(events)).getOrDefault(events, 0L);
        }
        read(events, begin, end, record -> each.accept(parse(record)));
    }

    private MarketEvents parse(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventRecord.read(record);
        } catch (InvalidProtocolBufferException e) {
            throw new CannotRecover("%s: %s".formatted(events, e.getMessage()), e);
        }
    }

    private void read(TopicPartition partition, long from, long to, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        if (from >= to) return;
        try (var reader = kafka.logReader(Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000))) {
            reader.assign(List.of(partition));
            reader.seek(partition, from);
            long heard = System.nanoTime();
            while (reader.position(partition) < to) {
                for (var record : reader.poll(POLL)) {
                    if (record.offset() < to) each.accept(record);
                    heard = System.nanoTime();
                }
                if (System.nanoTime() - heard > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                    throw new CannotRecover("Kafka does not give the records of " + partition);
                }
            }
        }
    }

    /** Adds a command, and says where it stands. */
    long append(LoggedCommand command) throws InterruptedException, ExecutionException, TimeoutException {
        var appended = new CompletableFuture<Long>();
        try (var log = new CommandLog(kafka, commands.topic(), commands.partition())) {
            log.append(command, new CommandLog.Receipt() {
                @Override
                public void appended(long offset) {
                    appended.complete(offset);
                }

                @Override
                public void lost(Exception why) {
                    appended.completeExceptionally(why);
                }
            });
            return appended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Adds the first events of a new epoch, and says where the log goes on. */
    long begin(List<MarketEvents> statement) throws InterruptedException, ExecutionException {
        return EventLog.begin(kafka, events, statement);
    }
}
