package dev.openbell.stream.frames;

import dev.openbell.stream.candles.Interval;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be subscribed to. */
public enum Channel {
    ORDERBOOK("orderbook"),
    TRADES("trades"),
    PRICES("prices"),
    TICKER("ticker"),
    CANDLES_1M(Interval.MINUTE),
    CANDLES_5M(Interval.FIVE_MINUTES),
    CANDLES_15M(Interval.QUARTER),
    CANDLES_1H(Interval.HOUR),
    CANDLES_4H(Interval.FOUR_HOURS),
    CANDLES_1D(Interval.DAY),
    /** Private: the account's own orders and fills. */
    ORDERS("orders"),
    /** Private: the account's own balances and positions. */
    ACCOUNT("account");

    private final String text;
    private final @Nullable Interval interval;

    Channel(String text) {
        this.text = text;
        this.interval = null;
    }

    Channel(Interval interval) {
        this.text = "candles:" + interval.text();
        this.interval = interval;
    }

    public static Channel of(Interval interval) {
        return Arrays.stream(values())
                .filter(channel -> channel.interval == interval)
                .findFirst()
                .orElseThrow();
    }

    public static List<String> texts() {
        return Arrays.stream(values()).map(Channel::text).toList();
    }

    public boolean isPrivate() {
        return this == ORDERS || this == ACCOUNT;
    }

    /** Follows single instruments, which must be named; prices and tickers are also shown all together. */
    public boolean needsInstruments() {
        return this == ORDERBOOK || this == TRADES || interval != null;
    }

    /** The name on the wire. */
    public String text() {
        return text;
    }

    /** Of candles; null for any other channel. */
    public @Nullable Interval interval() {
        return interval;
    }
}
