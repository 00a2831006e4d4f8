package dev.openbell.stream.candles;

import dev.openbell.chassis.money.E8;
import java.math.BigInteger;

/** What was traded, or quoted, from a time on: prices and quantities in units of 1e-8, time in microseconds. */
public record Candle(
        long openTime, long open, long high, long low, long close, long volume, long quoteVolume, long trades) {

    static Candle ofTrade(long openTime, long price, long quantity) {
        return new Candle(openTime, price, price, price, price, quantity, worth(price, quantity), 1);
    }

    /** Nobody has traded; this was the price. */
    static Candle ofPrice(long openTime, long price) {
        return new Candle(openTime, price, price, price, price, 0, 0, 0);
    }

    /** This and what came after it, as one. */
    Candle then(Candle later) {
        return new Candle(
                openTime,
                open,
                Math.max(high, later.high),
                Math.min(low, later.low),
                later.close,
                Math.addExact(volume, later.volume),
                Math.addExact(quoteVolume, later.quoteVolume),
                trades + later.trades);
    }

    Candle openedAt(long time) {
        return new Candle(time, open, high, low, close, volume, quoteVolume, trades);
    }

    public boolean hasVwap() {
        return volume > 0;
    }

    /** The average price by volume, rounded half up. */
    public long vwap() {
        var doubled = BigInteger.valueOf(quoteVolume).multiply(BigInteger.valueOf(2 * E8.ONE));
        var divisor = BigInteger.valueOf(volume).multiply(BigInteger.TWO);
        return doubled.add(BigInteger.valueOf(volume)).divide(divisor).longValueExact();
    }

    /** Price × quantity. Exact: tick × lot of every instrument is a whole number of 1e-8. */
    private static long worth(long price, long quantity) {
        long whole = Math.multiplyExact(price / E8.ONE, quantity);
        long rest =
                Math.multiplyExact(price % E8.ONE, quantity / E8.ONE) + price % E8.ONE * (quantity % E8.ONE) / E8.ONE;
        return Math.addExact(whole, rest);
    }
}
