package dev.openbell.events.v1;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A record of the event log: the bytes of {@link MarketEvents}, numbered without a gap, and in a header the CRC32C of these bytes. So
 * whoever reads one knows that it is what the matcher wrote.
 */
public final class EventRecord {
    private EventRecord() {}

    /** The header that a record with this value has. */
    public static Header checksum(byte[] value) {
        var crc = new CRC32C();
        crc.update(value);
        var bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue());
        return new RecordHeader(Topics.CHECKSUM_HEADER, bytes.array());
    }

    /**
     * The events of a record.
     *
     * @throws InvalidProtocolBufferException it is not what was written; what follows it means nothing without it
     */
    public static MarketEvents read(ConsumerRecord<?, byte[]> record) throws InvalidProtocolBufferException {
        var header = record.headers().lastHeader(Topics.CHECKSUM_HEADER);
        if (record.value() == null || header == null) throw damaged(record, "has no value or no checksum");
        if (!checksum(record.value()).equals(header)) throw damaged(record, "is not what its checksum says");
        var events = MarketEvents.parseFrom(record.value());
        if (events.getLastSequence() - events.getFirstSequence() + 1 != events.getEventsCount()) {
            throw damaged(record, "does not hold the events that it counts");
        }
        return events;
    }

    private static InvalidProtocolBufferException damaged(ConsumerRecord<?, ?> record, String how) {
        return new InvalidProtocolBufferException("The record at offset " + record.offset() + " " + how);
    }
}
