package dev.openbell.stream.candles;

import java.util.concurrent.TimeUnit;

/** How long a candle burns. They all begin at UTC midnight and divide the day. */
public enum Interval {
    MINUTE("1m", 1),
    FIVE_MINUTES("5m", 5),
    QUARTER("15m", 15),
    HOUR("1h", 60),
    FOUR_HOURS("4h", 240),
    DAY("1d", 1_440);

    private final String text;
    private final long micros;

    Interval(String text, int minutes) {
        this.text = text;
        this.micros = TimeUnit.MINUTES.toMicros(minutes);
    }

    /** The name on the wire. */
    public String text() {
        return text;
    }

    public long micros() {
        return micros;
    }

    /** When the candle began that burns at this time. */
    public long openOf(long timeMicros) {
        return Math.floorDiv(timeMicros, micros) * micros;
    }
}
