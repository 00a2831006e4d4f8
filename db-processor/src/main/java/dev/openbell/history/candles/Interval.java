package dev.openbell.history.candles;

import dev.openbell.chassis.refusal.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** How long a candle is. */
public enum Interval {
    ONE_MINUTE("1m", 1, 1),
    FIVE_MINUTES("5m", 5, 1),
    A_QUARTER("15m", 15, 1),
    ONE_HOUR("1h", 60, 60),
    FOUR_HOURS("4h", 240, 60),
    ONE_DAY("1d", 1_440, 1_440);

    /** Those that are stored. */
    static final List<Interval> STORED = Arrays.stream(values())
            .filter(interval -> interval.minutes == interval.storedMinutes)
            .toList();

    private final String word;
    private final int minutes;
    private final int storedMinutes;

    Interval(String word, int minutes, int storedMinutes) {
        this.word = word;
        this.minutes = minutes;
        this.storedMinutes = storedMinutes;
    }

    /** As the contract writes it. */
    public static Interval read(String word) {
        return Arrays.stream(values())
                .filter(interval -> interval.word.equals(word))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("interval", "must be one of " + words()));
    }

    public String word() {
        return word;
    }

    /** The length of the stored candles that make up one of these. */
    public int storedMinutes() {
        return storedMinutes;
    }

    /** How many of them. */
    public int storedInOne() {
        return minutes / storedMinutes;
    }

    public long micros() {
        return TimeUnit.MINUTES.toMicros(minutes);
    }

    int minutes() {
        return minutes;
    }

    private static String words() {
        return Arrays.stream(values()).map(Interval::word).collect(Collectors.joining(", "));
    }
}
