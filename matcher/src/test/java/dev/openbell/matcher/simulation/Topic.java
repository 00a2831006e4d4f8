package dev.openbell.matcher.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/** One partition, in memory. Some of its records are still under way, although nobody waits for them any more. */
final class Topic {
    private record Late(long due, long number, ProducerRecord<byte[], byte[]> record) {}

    private final TopicPartition partition;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final PriorityQueue<Late> late =
            new PriorityQueue<>(Comparator.comparingLong(Late::due).thenComparingLong(Late::number));
    private long lateNumber;

    Topic(String name) {
        this.partition = new TopicPartition(name, 0);
    }

    TopicPartition partition() {
        return partition;
    }

    void append(ProducerRecord<byte[], byte[]> record) {
        records.add(new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                records.size(),
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty()));
    }

    /** Appends it at a later time, whoever may have died until then. */
    void appendLate(long due, ProducerRecord<byte[], byte[]> record) {
        late.add(new Late(due, lateNumber++, record));
    }

    /** What was under way arrives if its time has come. */
    void arrive(long now) {
        while (!late.isEmpty() && late.element().due <= now) append(late.remove().record);
    }

    /** The power is gone: what was not forced to disk is lost, and so is what was under way. */
    void loseEnd(int most) {
        late.clear();
        for (int i = 0; i < most && !records.isEmpty(); i++) records.removeLast();
    }

    long end() {
        return records.size();
    }

    List<ConsumerRecord<byte[], byte[]>> all() {
        return records;
    }

    List<ConsumerRecord<byte[], byte[]>> from(long offset, int most) {
        int from = (int) Math.min(offset, end());
        return List.copyOf(records.subList(from, from + Math.min(most, records.size() - from)));
    }
}
