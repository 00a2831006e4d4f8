package dev.openbell.history.candles;

/** Where stretches of time begin and end: counted from 1970 in UTC, so that everybody's minutes, hours and days are the same. */
public final class Times {
    private Times() {}

    /** The last boundary that is not after this time. */
    public static long floor(long timeMicros, long lengthMicros) {
        return timeMicros - Math.floorMod(timeMicros, lengthMicros);
    }

    /** The first boundary that is not before this time. */
    public static long ceiling(long timeMicros, long lengthMicros) {
        return floor(timeMicros + lengthMicros - 1, lengthMicros);
    }
}
