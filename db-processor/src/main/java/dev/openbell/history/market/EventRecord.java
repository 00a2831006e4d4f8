package dev.openbell.history.market;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.Topics;
import dev.openbell.history.log.Halt;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the event log whose bytes are those that the matcher wrote. */
record EventRecord(long offset, MarketEvents events) {
    /** @throws Halt it cannot be read, and what follows it means nothing without it */
    static EventRecord read(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader(Topics.CHECKSUM_HEADER);
        if (record.value() == null || header == null || header.value().length != Integer.BYTES) {
            throw new Halt("The record at offset %d has no value or no checksum".formatted(record.offset()));
        }
        var checksum = new CRC32C();
        checksum.update(record.value());
        if ((int) checksum.getValue() != ByteBuffer.wrap(header.value()).getInt()) {
            throw new Halt("The record at offset %d is not what its checksum says".formatted(record.offset()));
        }
        try {
            return new EventRecord(record.offset(), MarketEvents.parseFrom(record.value()));
        } catch (InvalidProtocolBufferException e) {
            throw new Halt("The record at offset %d cannot be read".formatted(record.offset()), e);
        }
    }
}
