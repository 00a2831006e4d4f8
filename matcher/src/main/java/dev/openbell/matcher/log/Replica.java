package dev.openbell.matcher.log;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.events.v1.LoggedCommand;
import dev.openbell.events.v1.MarketEvents;
import dev.openbell.matcher.engine.Answer;
import dev.openbell.matcher.engine.Command;
import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Silence;
import dev.openbell.matcher.log.LoggedCommands.NotUnderstood;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An engine, and how far it has come in its command log: one of several that hold the same market, because they have read the same. */
public final class Replica {
    private final int shard;
    private final Engine engine;
    private final Reporter reporter = new Reporter();
    private final Set<Long> passedOver;
    private final long began;
    private final Set<Long> passed = new HashSet<>();
    private long nextOffset;
    private long logEpoch;
    private LoggedCommand logged = LoggedCommand.getDefaultInstance();
    private long firstSequence;

    /** @param passedOver records that an operator has said are to be passed over */
    public Replica(int shard, Engine engine, long nextOffset, long logEpoch, Set<Long> passedOver) {
        this.shard = shard;
        this.engine = engine;
        this.began = nextOffset;
        this.nextOffset = nextOffset;
        this.logEpoch = logEpoch;
        this.passedOver = passedOver;
    }

    /**
     * The log says only now that a record is to be passed over which this replica has applied: it holds another market than those who
     * halted there, and must begin again.
     */
    public static final class SaidTooLate extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final long offset;

        SaidTooLate(long offset) {
            super("offset " + offset + " was applied, and is to be passed over");
            this.offset = offset;
        }

        public long offset() {
            return offset;
        }
    }

    public Engine engine() {
        return engine;
    }

    /** Where it goes on in the command log. */
    public long nextOffset() {
        return nextOffset;
    }

    /** Begun anew by {@code ./openbell recover}. */
    public long logEpoch() {
        return logEpoch;
    }

    /**
     * Applies the next record.
     *
     * @param told whether anybody will want to know what happened: a replay of what was told long ago is quicker without
     */
    public Answer apply(ConsumerRecord<byte[], byte[]> record, boolean told) {
        if (record.offset() != nextOffset) {
            throw new IllegalStateException("After offset " + nextOffset + " the log holds " + record.offset());
        }
        firstSequence = engine.sequence() + 1;
        var command = read(record);
        // Drawn at random by the instance, and shown to nobody.
        engine.secret(logged.getInstanceEpoch());
        var answer = engine.apply(logged.getAcceptedAtMicros(), command, told ? reporter : Silence.INSTANCE);
        nextOffset = record.offset() + 1;
        return answer;
    }

    private Command read(ConsumerRecord<byte[], byte[]> record) {
        logged = LoggedCommand.getDefaultInstance();
        if (passedOver.contains(record.offset())) {
            passed.add(record.offset());
            return new Command.TimePassed();
        }
        try {
            logged = LoggedCommand.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            return new Command.Unreadable(0);
        }
        try {
            var command = LoggedCommands.read(logged);
            if (logged.hasSkipRecord()) heed(logged.getSkipRecord().getOffset());
            return command;
        } catch (NotUnderstood e) {
            throw new NotUnderstood("offset " + record.offset() + ": " + e.getMessage());
        }
    }

    private void heed(long skipped) {
        boolean applied = skipped >= began && skipped < nextOffset && !passed.contains(skipped);
        if (applied) throw new SaidTooLate(skipped);
    }

    /** The record that was applied last; an empty one when it could not be read. */
    public LoggedCommand logged() {
        return logged;
    }

    /** What was told of it, as records of the event log. */
    public List<MarketEvents> events() {
        var header = MarketEvents.newBuilder()
                .setShard(shard)
                .setLogEpoch(logEpoch)
                .setCommandOffset(nextOffset - 1)
                .setTimeMicros(engine.now())
                .setAccount(logged.getAccount());
        return Parts.of(header, firstSequence, reporter.take());
    }

    /** What names the record that was applied last. */
    public String commandId() {
        return Ids.ofShard(shard, nextOffset - 1);
    }
}
