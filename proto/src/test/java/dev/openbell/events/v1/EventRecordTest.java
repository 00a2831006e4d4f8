package dev.openbell.events.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class EventRecordTest {
    private static final MarketEvents EVENTS = MarketEvents.newBuilder()
            .setFirstSequence(7)
            .setLastSequence(8)
            .addEvents(MarketEvent.getDefaultInstance())
            .addEvents(MarketEvent.getDefaultInstance())
            .build();

    @Test
    void whatWasWrittenIsRead() throws InvalidProtocolBufferException {
        assertThat(EventRecord.read(record(EVENTS))).isEqualTo(EVENTS);
    }

    /** The check value of CRC-32C, as every catalogue of checksums has it. */
    @Test
    void theChecksumIsTheOneOfTheContract() {
        var header = EventRecord.checksum("123456789".getBytes(StandardCharsets.US_ASCII));

        assertThat(header.key()).isEqualTo("crc32c");
        assertThat(HexFormat.of().formatHex(header.value())).isEqualTo("e3069283");
    }

    @Test
    void oneWrongByteIsNoticed() {
        var record = record(EVENTS);
        record.value()[1] ^= 1;

        assertThatThrownBy(() -> EventRecord.read(record))
                .hasMessage("The record at offset 3 is not what its checksum says");
    }

    @Test
    void aRecordWithoutItsChecksumIsNotBelieved() {
        var record = new ConsumerRecord<>("market.events", 0, 3, new byte[0], EVENTS.toByteArray());

        assertThatThrownBy(() -> EventRecord.read(record))
                .hasMessage("The record at offset 3 has no value or no checksum");
    }

    @Test
    void aRecordHoldsAsManyEventsAsItCounts() {
        var record = record(EVENTS.toBuilder().setLastSequence(9).build());

        assertThatThrownBy(() -> EventRecord.read(record))
                .hasMessageContaining("does not hold the events that it counts");
    }

    private static ConsumerRecord<byte[], byte[]> record(MarketEvents events) {
        var value = events.toByteArray();
        var record = new ConsumerRecord<>("market.events", 0, 3, new byte[0], value);
        record.headers().add(EventRecord.checksum(value));
        return record;
    }
}
