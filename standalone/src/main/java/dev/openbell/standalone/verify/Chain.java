package dev.openbell.standalone.verify;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.events.v1.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Checks that the records of one shard are whole and follow each other: their bytes are those that were written, no event is missing,
 * and each command has all its parts. What comes again is dropped, as every reader does: after a failure it is published once more.
 */
final class Chain {
    private final Position upTo;
    private final List<String> breaks = new ArrayList<>();
    private long last;
    private long logEpoch;
    private long command = -1;
    /** Of the command that is not at its end; 0 when a new one begins. */
    private int nextPart;

    Chain(Position upTo) {
        this.upTo = upTo;
    }

    /** A trimmed log, which goes on where this ends. */
    Chain(Position upTo, Opening opening) {
        this(upTo);
        if (opening.sequence() > upTo.lastSequence())
            throw new CannotVerify("%s is trimmed to event %d, and the database has come to event %d"
                    .formatted(upTo.partition(), opening.sequence(), upTo.lastSequence()));
        last = opening.sequence();
        logEpoch = opening.logEpoch();
        command = opening.commandOffset();
    }

    /** Everything that the database knows has come by. */
    boolean isComplete() {
        return last >= upTo.lastSequence();
    }

    /**
     * The next record of the log.
     *
     * @return its events, but for those that came by before and those that the database does not know yet
     * @throws BrokenLog it is not whole, or not the next
     */
    Optional<MarketEvents> follow(ConsumerRecord<byte[], byte[]> record) {
        var events = whole(record);
        if (events.getLastSequence() <= last) return Optional.empty();
        if (last == 0) logEpoch = events.getLogEpoch();
        if (events.getLogEpoch() > logEpoch) begin(record, events);
        else checkThatNothingIsMissing(record, events);
        checkParts(record, events);
        var fresh = between(last + 1, upTo.lastSequence(), events);
        command = events.getCommandOffset();
        nextPart = events.getLastPart() ? 0 : events.getPart() + 1;
        last = events.getLastSequence();
        return Optional.of(fresh);
    }

    /** Where the log goes on after a loss. */
    List<String> breaks() {
        return breaks;
    }

    /** The log holds nothing more. */
    CannotVerify endsTooEarly() {
        return new CannotVerify("%s ends with event %d, and the database has come to event %d"
                .formatted(upTo.partition(), last, upTo.lastSequence()));
    }

    private MarketEvents whole(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader(Topics.CHECKSUM_HEADER);
        if (record.value() == null || header == null || header.value().length != Integer.BYTES)
            throw broken(record, "it has no value or no checksum");
        var checksum = new CRC32C();
        checksum.update(record.value());
        if (checksum.getValue()
                != Integer.toUnsignedLong(ByteBuffer.wrap(header.value()).getInt()))
            throw broken(record, "it is not what its checksum says");
        MarketEvents events;
        try {
            events = MarketEvents.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw broken(record, "it holds no events");
        }
        if (events.getShard() != upTo.partition().partition())
            throw broken(record, "it belongs to shard " + events.getShard());
        long counted = events.getLastSequence() - events.getFirstSequence() + 1;
        if (counted != events.getEventsCount())
            throw broken(record, "it counts %d events and holds %d".formatted(counted, events.getEventsCount()));
        return events;
    }

    /**
     * Something was lost, and `./openbell recover` has told how everything stands since then. It leaves numbers out, and commands have
     * other offsets now. A command that was torn by that belongs to what is told.
     */
    private void begin(ConsumerRecord<byte[], byte[]> record, MarketEvents events) {
        if (events.getLogEpoch() > upTo.logEpoch())
            throw broken(
                    record,
                    "it is of log epoch %d, and the database knows %d"
                            .formatted(events.getLogEpoch(), upTo.logEpoch()));
        if (events.getFirstSequence() <= last)
            throw broken(
                    record,
                    "log epoch %d begins with event %d, after event %d"
                            .formatted(events.getLogEpoch(), events.getFirstSequence(), last));
        breaks.add("log epoch %d begins with event %d, after event %d"
                .formatted(events.getLogEpoch(), events.getFirstSequence(), last));
        logEpoch = events.getLogEpoch();
        command = -1;
        nextPart = 0;
    }

    private void checkThatNothingIsMissing(ConsumerRecord<byte[], byte[]> record, MarketEvents events) {
        if (events.getLogEpoch() < logEpoch)
            throw broken(record, "it is of log epoch %d, after %d".formatted(events.getLogEpoch(), logEpoch));
        if (events.getFirstSequence() <= last + 1) return;
        throw broken(record, "event %d is missing, it begins with %d".formatted(last + 1, events.getFirstSequence()));
    }

    private void checkParts(ConsumerRecord<byte[], byte[]> record, MarketEvents events) {
        boolean cutDifferently = events.getFirstSequence() <= last; // by another version, before it was published again
        if (cutDifferently) return;
        boolean follows = nextPart == 0 ? events.getCommandOffset() > command : events.getCommandOffset() == command;
        if (!follows || events.getPart() != nextPart) {
            throw broken(
                    record,
                    "it is part %d of command %d, after command %d with its next part %d"
                            .formatted(events.getPart(), events.getCommandOffset(), command, nextPart));
        }
    }

    private static MarketEvents between(long first, long last, MarketEvents events) {
        if (events.getFirstSequence() >= first && events.getLastSequence() <= last) return events;
        long from = Math.max(first, events.getFirstSequence());
        long to = Math.min(last, events.getLastSequence());
        var some = events.getEventsList()
                .subList((int) (from - events.getFirstSequence()), (int) (to - events.getFirstSequence() + 1));
        return events.toBuilder()
                .clearEvents()
                .addAllEvents(some)
                .setFirstSequence(from)
                .setLastSequence(to)
                .build();
    }

    private static BrokenLog broken(ConsumerRecord<byte[], byte[]> record, String what) {
        return new BrokenLog("%s-%d, the record at offset %d: %s"
                .formatted(record.topic(), record.partition(), record.offset(), what));
    }
}
