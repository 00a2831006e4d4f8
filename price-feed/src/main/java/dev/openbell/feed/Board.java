package dev.openbell.feed;

import dev.openbell.events.v1.PriceUpdate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The latest price of each symbol, and when it goes out: a new one at once, but never sooner after the one before than the least interval;
 * the same again every second, as long as its source goes on quoting it, so that whoever listens can tell a calm market from a dead line.
 *
 * <p>It has no clock: times come with the calls, in nanoseconds of any clock that only goes forward.
 */
final class Board {
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** So long after its source was last heard of a price is not repeated any more. */
    static final long LIVES_NANOS = TimeUnit.SECONDS.toNanos(3);

    static final long NEVER = Long.MAX_VALUE;

    private final String source;
    private final long epoch;
    private final long leastNanos;
    private final Consumer<PriceUpdate> publish;
    private final Map<String, Row> rows = new HashMap<>();

    /** @param epoch of this run of the source: higher than that of any run before, so that its first price is no old one */
    Board(String source, long epoch, long leastNanos, Consumer<PriceUpdate> publish) {
        this.source = source;
        this.epoch = epoch;
        this.leastNanos = leastNanos;
        this.publish = publish;
    }

    /** The source quotes a symbol: another price, or the same once more. */
    void quote(String symbol, Quote quote, long timeMicros, long now) {
        var row = rows.computeIfAbsent(symbol, name -> new Row(name, now - AGAIN_NANOS - leastNanos));
        row.isNew |= !quote.equals(row.quote);
        row.quote = quote;
        // Time stamps never run back, whatever the source says.
        row.timeMicros = Math.max(row.timeMicros, timeMicros);
        row.heardAt = now;
        row.showIfDue(now);
    }

    /** It traded at this price. That says nothing of what is bid and asked by now, so it keeps no price alive and makes none newer. */
    void traded(String symbol, long lastE8, long now) {
        var row = rows.get(symbol);
        if (row == null || row.quote == null) return;
        row.isNew |= lastE8 != row.quote.lastE8();
        row.quote = new Quote(row.quote.bidE8(), row.quote.askE8(), lastE8);
        row.showIfDue(now);
    }

    /** There is no price any more: nobody bids, or nobody offers. */
    void withdraw(String symbol) {
        var row = rows.get(symbol);
        if (row == null) return;
        row.quote = null;
        row.isNew = false;
    }

    /**
     * Publishes what is due.
     *
     * @return in how many nanoseconds something is due next; {@link #NEVER} when nothing is
     */
    long tend(long now) {
        long next = NEVER;
        for (var row : rows.values()) {
            row.showIfDue(now);
            next = Math.min(next, row.dueIn(now));
        }
        return next;
    }

    private final class Row {
        private final String symbol;
        private @Nullable Quote quote;
        private long timeMicros;
        private boolean isNew;
        private long heardAt;
        private long shownAt;
        private long sequence;

        Row(String symbol, long shownAt) {
            this.symbol = symbol;
            this.shownAt = shownAt;
        }

        void showIfDue(long now) {
            if (quote == null || dueIn(now) > 0) return;
            isNew = false;
            shownAt = now;
            publish.accept(PriceUpdate.newBuilder()
                    .setSymbol(symbol)
                    .setBidE8(quote.bidE8())
                    .setAskE8(quote.askE8())
                    .setLastE8(quote.lastE8())
                    .setSourceEpoch(epoch)
                    .setSourceSequence(++sequence)
                    .setSourceTimeMicros(timeMicros)
                    .setSource(source)
                    .build());
        }

        long dueIn(long now) {
            if (quote == null || now - heardAt > LIVES_NANOS) return NEVER;
            long pause = isNew ? leastNanos : Math.max(leastNanos, AGAIN_NANOS);
            return Math.max(0, shownAt + pause - now);
        }
    }
}
