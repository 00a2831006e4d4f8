package dev.openbell.matcher.shard;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.kafka.KafkaConnection;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.matcher.log.LoggedCommands;
import dev.openbell.matcher.log.Replica;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way past a record that halts a shard: an operator's entry further on in the log, which names it. Without one there is none.
 *
 * <p>What a replica has done to itself before it halted is not known, so whoever goes past a record begins again before it.
 */
public final class SkipEntries {
    private static final Logger log = LoggerFactory.getLogger(SkipEntries.class);

    private final KafkaConnection kafka;
    private final TopicPartition commands;
    private final Set<Long> passedOver;

    /** @param passedOver gets what replicas are to pass over */
    public SkipEntries(KafkaConnection kafka, TopicPartition commands, Set<Long> passedOver) {
        this.kafka = kafka;
        this.commands = commands;
        this.passedOver = passedOver;
    }

    /**
     * Whether a replica that halts may begin again, and then goes past what halted it.
     *
     * @param offset of the record that it was to apply
     */
    public boolean leadPast(long offset, RuntimeException halting) {
        long culprit = offset;
        if (halting instanceof Replica.SaidTooLate late) culprit = late.offset();
        else if (passedOver.contains(offset) || !isNamed(offset)) return false;
        passedOver.add(culprit);
        log.warn(
                "{} begins again and passes over offset {}, as an operator said: {}",
                commands,
                culprit,
                halting.toString());
        return true;
    }

    /** Reads the rest of the log: a halt is rare, and this is the only use of such entries. */
    private boolean isNamed(long offset) {
        try (var reader = kafka.logReader(Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000))) {
            reader.assign(List.of(commands));
            long end = reader.endOffsets(List.of(commands)).getOrDefault(commands, 0L);
            if (end <= offset) return false;
            reader.seek(commands, offset + 1);
            while (reader.position(commands) < end) {
                for (var record : reader.poll(Duration.ofSeconds(1))) if (names(record, offset)) return true;
            }
            return false;
        } catch (KafkaException e) {
            log.warn("Whether offset {} is to be passed over cannot be read: {}", offset, e.toString());
            return false;
        }
    }

    private static boolean names(ConsumerRecord<byte[], byte[]> record, long offset) {
        try {
            var logged = LoggedCommand.parseFrom(record.value());
            return logged.getVersion() == LoggedCommands.VERSION
                    && logged.hasSkipRecord()
                    && logged.getSkipRecord().getOffset() == offset;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }
}
