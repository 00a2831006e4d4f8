package dev.openbell.matcher.prices;

import dev.openbell.events.v1.PriceTick;
import dev.openbell.events.v1.PriceUpdate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Of each symbol the newest price, and when the log is to be told.
 *
 * <p>It has no clock: times come with the calls, in nanoseconds of any clock that only goes forward.
 */
final class Conflation {
    /** A price that stays is told so often; the engine takes one for stale after five seconds. */
    private static final long SAME_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** What was not told so long after it came is not told at all: the log would take it for the price of that moment. */
    private static final long LIVES_NANOS = TimeUnit.SECONDS.toNanos(1);

    static final long NEVER = Long.MAX_VALUE;

    private final long leastNanos;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    Conflation(long leastNanos) {
        this.leastNanos = leastNanos;
    }

    /** A price has come. One that is older than what is known changes nothing. */
    void offer(PriceUpdate price, long now) {
        rows.computeIfAbsent(price.getSymbol(), symbol -> new Row()).offer(price, now);
    }

    /** What the log is to be told now. */
    List<PriceTick> due(long now) {
        var ticks = new ArrayList<PriceTick>();
        for (var row : rows.values()) {
            var waiting = row.waiting;
            if (waiting == null || row.dueIn(now) > 0) continue;
            ticks.add(row.tell(waiting, now));
        }
        return ticks;
    }

    /** In how many nanoseconds something is due that has come already; {@link #NEVER} when nothing is. */
    long dueIn(long now) {
        return rows.values().stream().mapToLong(row -> row.dueIn(now)).min().orElse(NEVER);
    }

    private final class Row {
        private @Nullable PriceUpdate waiting, told;
        private long epoch, sequence;
        private long cameAt, toldAt;

        void offer(PriceUpdate price, long now) {
            boolean older = price.getSourceEpoch() < epoch
                    || (price.getSourceEpoch() == epoch && price.getSourceSequence() <= sequence);
            if (older) return;
            epoch = price.getSourceEpoch();
            sequence = price.getSourceSequence();
            waiting = price;
            cameAt = now;
        }

        long dueIn(long now) {
            if (waiting == null || now - cameAt > LIVES_NANOS) return NEVER;
            if (told == null) return 0;
            boolean same = told.getBidE8() == waiting.getBidE8() && told.getAskE8() == waiting.getAskE8();
            return Math.max(0, toldAt + (same ? Math.max(SAME_NANOS, leastNanos) : leastNanos) - now);
        }

        PriceTick tell(PriceUpdate price, long now) {
            told = price;
            toldAt = now;
            waiting = null;
            return PriceTick.newBuilder()
                    .setSymbol(price.getSymbol())
                    .setBidE8(price.getBidE8())
                    .setAskE8(price.getAskE8())
                    .setLastE8(price.getLastE8())
                    .setSourceEpoch(price.getSourceEpoch())
                    .setSourceSequence(price.getSourceSequence())
                    .setSourceTimeMicros(price.getSourceTimeMicros())
                    .build();
        }
    }
}
