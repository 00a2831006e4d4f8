package dev.openbell.stream.candles;

import dev.openbell.trading.v1.Trade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last 24 hours of one instrument, minute by minute, and the candle of each interval that burns now.
 *
 * <p>A chart that begins hears live what happens from then on, and asks the history for what was before. The two meet at a cut, the minute in
 * which it began: candles tell of the time before that, single trades of the time since, and of those the chart leaves out what it has heard
 * itself. Trade ids grow, so that is told by the first one heard. An answer of the history is only sure to be complete once it has a trade
 * that was heard live; until then it is taken for what it is, and asked for again.
 */
public final class Chart {
    private static final Interval MINUTE = Interval.MINUTE;
    private static final long DAY = Interval.DAY.micros();
    private static final String NONE = "";

    private final Map<Interval, Candle> running = new EnumMap<>(Interval.class);
    private final List<Ended> ended = new ArrayList<>();
    private TreeMap<Long, Candle> before = new TreeMap<>();
    private final TreeMap<Long, Candle> heard = new TreeMap<>();
    private final long cut;

    private @Nullable Long lastPrice;
    private @Nullable Long priceBefore;
    private String firstHeard = NONE;
    private String newestHeard = NONE;
    private boolean hasPast;
    private boolean pastIsSure;
    private long now;

    /** A candle that has burnt out. */
    public record Ended(Interval interval, Candle candle) {}

    /** @param begunAt from when on everything is heard */
    public Chart(long begunAt) {
        cut = MINUTE.openOf(begunAt);
    }

    /** Begins anew after something was missed: what was drawn before stays on view until the history has told it better. */
    public Chart(long begunAt, Chart former) {
        this(begunAt);
        before.putAll(former.before);
        former.heard.forEach((open, minute) -> before.merge(open, minute, Candle::then));
        running.putAll(former.running);
        lastPrice = former.lastPrice;
        priceBefore = former.priceBefore;
        newestHeard = former.newestHeard;
        now = former.now;
    }

    /** The minute from which on single trades are asked for. */
    public long cut() {
        return cut;
    }

    public void traded(Trade trade) {
        if (trade.getTradeId().compareTo(newestHeard) <= 0) return;
        newestHeard = trade.getTradeId();
        if (firstHeard.equals(NONE)) firstHeard = newestHeard;
        long time = trade.getTimestampMicros();
        hear(Candle.ofTrade(MINUTE.openOf(time), trade.getPriceE8(), trade.getQuantityE8()), time);
    }

    /** The feed's price; one of a minute that is over comes too late. */
    public void quoted(long time, long price) {
        if (time < MINUTE.openOf(now)) return;
        hear(Candle.ofPrice(MINUTE.openOf(time), price), time);
    }

    private void hear(Candle moment, long time) {
        timePasses(time);
        lastPrice = moment.close();
        heard.merge(moment.openTime(), moment, Candle::then);
        for (var interval : Interval.values()) light(interval, moment);
    }

    private void light(Interval interval, Candle moment) {
        long open = interval.openOf(moment.openTime());
        var burning = running.get(interval);
        if (burning == null || burning.openTime() < open) running.put(interval, moment.openedAt(open));
        else if (burning.openTime() == open) running.put(interval, burning.then(moment));
    }

    /** By now, the time of the log or of the feed, these candles have burnt out; what is too old for a day is forgotten. */
    public void timePasses(long time) {
        if (time <= now) return;
        for (var interval : Interval.values()) {
            var candle = running.get(interval);
            if (candle == null) continue;
            long end = candle.openTime() + interval.micros();
            if (end > now && end <= time) ended.add(new Ended(interval, candle));
        }
        boolean sameMinute = MINUTE.openOf(now) == MINUTE.openOf(time);
        now = time;
        if (sameMinute) return;
        forget(before, MINUTE.openOf(time) - DAY);
        forget(heard, MINUTE.openOf(time) - DAY);
    }

    private void forget(NavigableMap<Long, Candle> minutes, long until) {
        var old = minutes.headMap(until, false);
        if (old.isEmpty()) return;
        priceBefore = old.lastEntry().getValue().close();
        old.clear();
    }

    /** The candles that have burnt out since this was asked last. */
    public List<Ended> ended() {
        var since = List.copyOf(ended);
        ended.clear();
        return since;
    }

    /** The candle that burns now, or the last that did; null when there is none within a day. */
    public @Nullable Candle latest(Interval interval) {
        return running.get(interval);
    }

    public boolean hasEnded(Interval interval, Candle candle) {
        return candle.openTime() + interval.micros() <= now;
    }

    /** The 24 hours up to this time, in whole minutes: that in which they began is not counted. */
    public Summary summary(long time) {
        long from = MINUTE.openOf(time - DAY) + MINUTE.micros();
        return new Summary(lastPrice, priceBefore(from), fold(from));
    }

    private @Nullable Long priceBefore(long from) {
        for (var minutes : List.of(heard, before)) {
            var minute = minutes.lowerEntry(from);
            if (minute != null) return minute.getValue().close();
        }
        if (priceBefore != null) return priceBefore;
        var first = fold(from);
        return first == null ? null : Long.valueOf(first.open());
    }

    /** The history is to be asked: for the first time, or again because now it can be told whether it is complete. */
    public boolean wantsPast() {
        return !hasPast || (!pastIsSure && !firstHeard.equals(NONE));
    }

    /** Takes the history's answer in place of the one before. */
    public void remember(Past past) {
        before = new TreeMap<>();
        for (var minute : past.minutes()) before.merge(minute.openTime(), minute, Candle::then);
        past.trades().stream()
                .filter(trade -> trade.getTimestampMicros() >= cut && isUnheard(trade))
                .sorted(Comparator.comparing(Trade::getTradeId))
                .map(trade -> Candle.ofTrade(
                        MINUTE.openOf(trade.getTimestampMicros()), trade.getPriceE8(), trade.getQuantityE8()))
                .forEach(moment -> before.merge(moment.openTime(), moment, Candle::then));
        var newest = past.trades().stream()
                .map(Trade::getTradeId)
                .max(Comparator.naturalOrder())
                .orElse(NONE);
        hasPast = true;
        pastIsSure = !firstHeard.equals(NONE) && newest.compareTo(firstHeard) >= 0;
        // What the history knows before it was heard is in already.
        if (firstHeard.equals(NONE) && newest.compareTo(newestHeard) > 0) newestHeard = newest;
        if (lastPrice == null) lastPrice = past.last();
        if (priceBefore == null) priceBefore = past.before();
        drawAnew();
    }

    private boolean isUnheard(Trade trade) {
        return firstHeard.equals(NONE) || trade.getTradeId().compareTo(firstHeard) < 0;
    }

    private void drawAnew() {
        long newest = Math.max(lastOf(before), lastOf(heard));
        for (var interval : Interval.values()) {
            long open = interval.openOf(newest);
            var candle = fold(open);
            if (candle != null) running.put(interval, candle.openedAt(open));
        }
    }

    /** Everything from this minute on as one candle. What the history tells was before what was heard. */
    private @Nullable Candle fold(long from) {
        var past = fold(before, from);
        var since = fold(heard, from);
        if (past == null || since == null) return past == null ? since : past;
        return past.then(since);
    }

    private static @Nullable Candle fold(NavigableMap<Long, Candle> minutes, long from) {
        return minutes.tailMap(from, true).values().stream()
                .reduce(Candle::then)
                .orElse(null);
    }

    private static long lastOf(NavigableMap<Long, Candle> minutes) {
        return minutes.isEmpty() ? 0 : minutes.lastKey();
    }
}
