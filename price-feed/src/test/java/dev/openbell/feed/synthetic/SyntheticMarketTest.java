package dev.openbell.feed.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.feed.Published;
import dev.openbell.feed.Published.Heard;
import dev.openbell.feed.Quote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SyntheticMarketTest {
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(20);

    @Test
    void eachSymbolIsPublishedNeitherTooOftenNorOutOfOrder() throws Exception {
        var bySymbol = new LinkedHashMap<String, List<Heard>>();
        try (var published = new Published("synthetic", LEAST_INTERVAL);
                var market = market("BTC_USDC", "SOL_USDC")) {
            market.start(published.outlet());
            while (bySymbol.values().stream().filter(list -> list.size() >= 10).count() < 2) {
                var next = published.next();
                bySymbol.computeIfAbsent(next.price().getSymbol(), symbol -> new ArrayList<>())
                        .add(next);
            }
        }

        for (var updates : bySymbol.values()) {
            for (int i = 0; i < updates.size(); i++) {
                var update = updates.get(i).price();
                assertThat(update.getSourceSequence()).isEqualTo(i + 1L);
                assertThat(update.getBidE8()).isLessThan(update.getAskE8());
                if (i == 0) continue;
                long pause = updates.get(i).nanos() - updates.get(i - 1).nanos();
                assertThat(pause).isGreaterThanOrEqualTo(LEAST_INTERVAL.toNanos() * 9 / 10);
            }
        }
    }

    @Test
    void aPriceThatIsToldToJumpGoesOnFromThere() throws Exception {
        try (var published = new Published("synthetic", LEAST_INTERVAL);
                var market = market("BTC_USDC")) {
            market.start(published.outlet());
            var before = published.next().price();

            var landed = market.jump("BTC_USDC", 0.5).get();

            assertThat(landed.bidE8()).isBetween(before.getBidE8() * 49 / 100, before.getBidE8() * 51 / 100);
            var next = published.next(price -> price.getBidE8() < before.getBidE8() * 6 / 10);
            assertThat(next.getBidE8()).isBetween(landed.bidE8() * 99 / 100, landed.bidE8() * 101 / 100);
            assertThatThrownBy(() -> market.jump("GOLD_USDC", 2).get()).hasCauseInstanceOf(Refusal.class);
        }
    }

    @Test
    void aMarketThatComesBackGoesOnFromWhereItWas() throws Exception {
        var before = Map.of("BTC_USDC", new Quote(31_000_00000000L, 31_001_00000000L, 31_000_00000000L));
        try (var published = new Published("synthetic", LEAST_INTERVAL, before);
                var market = market("BTC_USDC", "SOL_USDC")) {
            market.start(published.outlet());

            var first = published.next(price -> price.getSymbol().equals("BTC_USDC"));
            assertThat(first.getBidE8()).isBetween(30_900_00000000L, 31_100_00000000L);
            var other = published.next(price -> price.getSymbol().equals("SOL_USDC"));
            assertThat(other.getBidE8()).as("of which nothing is known").isBetween(149_00000000L, 151_00000000L);
        }
    }

    @Test
    void aSymbolThatNobodyKnowsIsNamed() {
        assertThat(Symbol.named(" btc_usdc ")).isEqualTo(Symbol.BTC_USDC);
        assertThatThrownBy(() -> Symbol.named("GOLD_USDC")).hasMessageContaining("PRICE_SYMBOLS names GOLD_USDC");
    }

    private static SyntheticMarket market(String... symbols) {
        return new SyntheticMarket(List.of(symbols), LEAST_INTERVAL, new SplittableRandom(1));
    }
}
