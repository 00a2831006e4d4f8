package dev.openbell.feed.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.feed.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class WalkTest {
    /** At any pace, in any weather. */
    @Property(tries = 200)
    void everyQuoteIsOnTheTickGridAndInOrder(
            @ForAll Symbol symbol, @ForAll long seed, @ForAll @DoubleRange(min = 0.05, max = 3600) double seconds) {
        var walk = new Walk(symbol, symbol.startE8, new SplittableRandom(seed));

        for (int i = 0; i < 200; i++) {
            var quote = walk.after(seconds);

            assertThat(List.of(quote.bidE8(), quote.askE8(), quote.lastE8()))
                    .allMatch(price -> price > 0 && price % symbol.tickE8 == 0);
            assertThat(quote.bidE8()).isLessThan(quote.askE8());
            assertThat(quote.lastE8()).isBetween(quote.bidE8(), quote.askE8());
        }
    }

    @Property(tries = 20)
    void theSameSeedIsTheSameMarket(@ForAll Symbol symbol, @ForAll long seed) {
        assertThat(quotes(symbol, seed)).isEqualTo(quotes(symbol, seed)).isNotEqualTo(quotes(symbol, seed + 1));
    }

    /** A day moves a price by a few per cent: it neither stands still nor runs away. */
    @Example
    void aDayIsAsLivelyAsADay() {
        for (var symbol : Symbol.values()) {
            var walk = new Walk(symbol, symbol.startE8, new SplittableRandom(7));
            double highest = 0, lowest = Double.MAX_VALUE;
            for (int second = 0; second < 24 * 3600; second++) {
                double bid = walk.after(1).bidE8();
                highest = Math.max(highest, bid);
                lowest = Math.min(lowest, bid);
            }
            assertThat(highest / lowest).as(symbol.name()).isBetween(1.005, 1.5);
        }
    }

    /** Calm and stormy minutes come in clusters: after a lively minute the next one is likelier to be lively. */
    @Example
    void stormsComeInClusters() {
        var walk = new Walk(Symbol.BTC_USDC, Symbol.BTC_USDC.startE8, new SplittableRandom(11));
        var storms = new ArrayList<Double>();
        for (int minute = 0; minute < 20_000; minute++) {
            walk.after(60);
            storms.add(Math.log(walk.storm()));
        }
        double together = 0, alone = 0;
        for (int i = 1; i < storms.size(); i++) {
            together += storms.get(i) * storms.get(i - 1);
            alone += storms.get(i) * storms.get(i);
        }
        assertThat(together / alone).isBetween(0.6, 0.85);
    }

    /** Wherever it begins, it is there at first, and home again some weeks later. */
    @Example
    void itGoesOnFromWhereItWasLeft() {
        var walk = new Walk(Symbol.BTC_USDC, 20_000_00000000L, new SplittableRandom(3));

        assertThat(walk.after(1).bidE8()).isBetween(19_900_00000000L, 20_100_00000000L);
        for (int hour = 0; hour < 24 * 30; hour++) walk.after(3600);
        assertThat(walk.after(1).bidE8()).isBetween(40_000_00000000L, 80_000_00000000L);
    }

    private static List<Quote> quotes(Symbol symbol, long seed) {
        var walk = new Walk(symbol, symbol.startE8, new SplittableRandom(seed));
        var quotes = new ArrayList<Quote>();
        for (int i = 0; i < 50; i++) quotes.add(walk.after(1));
        return quotes;
    }
}
