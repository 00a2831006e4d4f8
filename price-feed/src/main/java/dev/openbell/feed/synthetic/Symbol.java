package dev.openbell.feed.synthetic;

import dev.openbell.chassis.start.UnusableSetting;
import java.util.Arrays;
import java.util.Locale;

/**
 * What the synthetic market knows of a symbol: where its price begins, the tick that prices are whole multiples of, how far bid and ask lie apart in a
 * calm market, and how far such a market moves in a year, as a fraction.
 */
enum Symbol {
    BTC_USDC(6_000_000_000_000L, 10_000_000, 200_000_000, 0.55),
    ETH_USDC(300_000_000_000L, 1_000_000, 12_000_000, 0.70),
    SOL_USDC(15_000_000_000L, 100_000, 1_500_000, 0.90),
    BNB_USDC(60_000_000_000L, 1_000_000, 6_000_000, 0.60),
    DOGE_USDC(15_000_000L, 1_000, 2_000, 1.10);

    final long startE8;
    final long tickE8;
    final long spreadE8;
    final double volatility;

    Symbol(long startE8, long tickE8, long spreadE8, double volatility) {
        this.startE8 = startE8;
        this.tickE8 = tickE8;
        this.spreadE8 = spreadE8;
        this.volatility = volatility;
    }

    static Symbol named(String name) {
        return Arrays.stream(values())
                .filter(symbol -> symbol.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UnusableSetting("PRICE_SYMBOLS names " + name
                        + ", but the synthetic source knows only " + Arrays.toString(values())));
    }
}
