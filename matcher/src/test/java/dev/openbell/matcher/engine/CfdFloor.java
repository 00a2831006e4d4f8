package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Floor.e8;

import org.junit.jupiter.api.BeforeEach;

/**
 * The floor with the broker's corner: BTC_USDC has a tick of 0.1 and a lot of 0.0001; opening and closing cost 0.05 %, the maintenance
 * rate is 0.5 %, leverage goes to 100, and a position pays 0.01 % of its worth each day at 22:00 UTC.
 */
abstract class CfdFloor extends MarketFloor {
    static final Instrument BTC_USDC = new Instrument(
            "BTC_USDC",
            "BTC",
            "USD",
            e8("0.1"),
            e8("0.0001"),
            e8("1"),
            0,
            0,
            0,
            e8("0.0005"),
            false,
            new CfdTerms(100, e8("0.005"), e8("0.0001")));

    private long ticks;

    @BeforeEach
    void theBrokerComes() {
        apply(new Command.ListInstrument(BTC_USDC));
    }

    /** The feed says {@code 59990 / 60000}: bid and ask. */
    Answer feed(String words) {
        return feed(words, 1, ++ticks);
    }

    Answer feed(String words, long epoch, long sequence) {
        var parts = words.split(" / ", -1);
        long bid = e8(parts[0]), ask = e8(parts[1]);
        return apply(new Command.PriceTick("BTC_USDC", bid, ask, bid, epoch, sequence));
    }
}
