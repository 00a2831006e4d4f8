package dev.openbell.history.candles;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.openbell.trading.v1.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What trades come to, reckoned by hand: one by one, in decimals, and with nothing remembered. */
public record Pencil(List<Trade> trades) {
    public static final long MINUTE = TimeUnit.MINUTES.toMicros(1);

    /** In buckets of so many minutes, by the time at which they begin. */
    public static TreeMap<Long, Pencil> inBuckets(List<Trade> trades, long minutes) {
        long length = minutes * MINUTE;
        var buckets = new TreeMap<Long, Pencil>();
        trades.stream()
                .collect(groupingBy(trade -> trade.getTimestampMicros() / length * length, toList()))
                .forEach((time, some) -> buckets.put(time, new Pencil(some)));
        return buckets;
    }

    public long open() {
        return trades.getFirst().getPriceE8();
    }

    public long high() {
        return trades.stream()
                .map(Trade::getPriceE8)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    public long low() {
        return trades.stream()
                .map(Trade::getPriceE8)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    public long close() {
        return trades.getLast().getPriceE8();
    }

    public long volume() {
        return trades.stream().mapToLong(Trade::getQuantityE8).sum();
    }

    /** Rounded down, as a sum that has more than eight decimals is told. */
    public long quoteVolume() {
        return cost().setScale(8, RoundingMode.DOWN).unscaledValue().longValueExact();
    }

    public long vwap() {
        return e8(cost().divide(decimal(volume()), 8, RoundingMode.HALF_UP));
    }

    public long averagePrice() {
        var sum = BigDecimal.ZERO;
        for (var trade : trades) sum = sum.add(decimal(trade.getPriceE8()));
        return e8(sum.divide(BigDecimal.valueOf(trades.size()), 8, RoundingMode.HALF_UP));
    }

    private BigDecimal cost() {
        var cost = BigDecimal.ZERO;
        for (var trade : trades) cost = cost.add(decimal(trade.getPriceE8()).multiply(decimal(trade.getQuantityE8())));
        return cost;
    }

    private static BigDecimal decimal(long e8) {
        return BigDecimal.valueOf(e8, 8);
    }

    private static long e8(BigDecimal decimal) {
        return decimal.unscaledValue().longValueExact();
    }
}
