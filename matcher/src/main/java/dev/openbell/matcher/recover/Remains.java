package dev.openbell.matcher.recover;

import dev.openbell.matcher.engine.Engine;
import dev.openbell.matcher.engine.Numbers;
import dev.openbell.matcher.log.Replica;
import dev.openbell.matcher.shard.Recovery.Beginning;
import dev.openbell.matcher.shard.Recovery.LogRange;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is left of the market: the newest whole snapshot, and on top of it what the command log still has. */
final class Remains {
    /**
     * How many numbers are left out, so that none is given out again that somebody may know: an event log that lost its own end no longer
     * says how far it went.
     */
    private static final long LEAP = 1L << 30;

    private final Replica replica;
    private final Heard heard;
    private final boolean renumbers;
    private long unused, unusedPosition;

    private Remains(Replica replica, Heard heard, boolean renumbers) {
        this.replica = replica;
        this.heard = heard;
        this.renumbers = renumbers;
        var numbers = engine().numbers();
        this.unused = Math.max(numbers.order(), heard.lastOrder()) + LEAP;
        long trade = Math.max(numbers.trade(), heard.lastTrade()) + LEAP;
        unusedPosition = Math.max(numbers.position(), heard.lastPosition()) + LEAP;
        if (renumbers) engine().countOnFrom(new Numbers(numbers.event(), unused, trade, unusedPosition));
    }

    /**
     * Where the replay begins.
     *
     * @param passedOver records that an operator has said are to be passed over
     */
    static Remains of(int shard, Newest newest, LogRange range, Heard heard, Set<Long> passedOver) {
        var replica = new Replica(shard, newest.engine(), from(newest, range, heard), newest.logEpoch(), passedOver);
        return new Remains(replica, heard, mustRenumber(newest, range, heard.logEpoch()));
    }

    /** As the matcher itself begins, when nothing is missing. */
    static Remains asTheMatcher(Beginning beginning) {
        return new Remains(beginning.replica(), Heard.nothing(), false);
    }

    /**
     * Whether the log does not lead on from the snapshot without a break. Then the engine, counting on its own, would give out numbers
     * that the events have told of something else.
     */
    static boolean mustRenumber(Newest newest, LogRange range, long logEpoch) {
        return newest.nextOffset() < range.begin() || newest.logEpoch() < logEpoch;
    }

    /** Which commands have left no trace in the market: neither in the snapshot nor in the log. */
    static Heard.Lost lost(Newest newest, LogRange range) {
        return (epoch, offset) -> {
            if (epoch < newest.logEpoch()) return false;
            boolean inSnapshot = epoch == newest.logEpoch() && offset < newest.nextOffset();
            boolean inLog = offset >= range.begin() && offset < range.end();
            return !inSnapshot && !inLog;
        };
    }

    private static long from(Newest newest, LogRange range, Heard heard) {
        long next = Math.min(newest.nextOffset(), heard.overwrittenFrom(newest.logEpoch()));
        return Math.max(next, range.begin());
    }

    /** Where it goes on in the command log; beyond its end where the snapshot knew more. */
    long nextOffset() {
        return replica.nextOffset();
    }

    Engine engine() {
        return replica.engine();
    }

    /** Applies the next command of the log. */
    void apply(ConsumerRecord<byte[], byte[]> record) {
        if (!renumbers) {
            var _ = replica.apply(record, false);
            return;
        }
        // Whoever placed an order or opened a position names it by the number that was told then.
        var placed = heard.placedBy(record.offset());
        var opened = heard.openedBy(record.offset());
        var numbers = engine().numbers();
        engine().countOnFrom(new Numbers(
                numbers.event(),
                placed == null ? unused : placed - 1,
                numbers.trade(),
                opened == null ? unusedPosition : opened - 1));
        var _ = replica.apply(record, false);
        unused = Math.max(unused, engine().numbers().order());
        unusedPosition = Math.max(unusedPosition, engine().numbers().position());
    }

    /** Goes on with numbers that nobody has seen. */
    void leap() {
        var numbers = engine().numbers();
        engine().countOnFrom(new Numbers(
                Math.max(numbers.event(), heard.last()) + LEAP,
                Math.max(numbers.order(), unused) + LEAP,
                Math.max(numbers.trade(), heard.lastTrade()) + LEAP,
                Math.max(numbers.position(), unusedPosition) + LEAP));
    }

    /** So many events were told of the market as it stands. */
    void haveTold(int events) {
        var numbers = engine().numbers();
        engine().countOnFrom(
                        new Numbers(numbers.event() + events, numbers.order(), numbers.trade(), numbers.position()));
    }
}
