package dev.openbell.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.events.v1.PriceUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FeedTest {
    private record Heard(PriceUpdate update, long nanos) {}

    private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    @Test
    void eachSymbolIsPublishedNeitherTooOftenNorOutOfOrder() throws Exception {
        var leastInterval = Duration.ofMillis(20);
        var bySymbol = new LinkedHashMap<String, List<Heard>>();
        try (var feed = new Feed(leastInterval, new SplittableRandom(1), 42, this::hear)) {
            feed.start(Symbol.BTC_USDC);
            feed.start(Symbol.SOL_USDC);
            while (bySymbol.values().stream().filter(list -> list.size() >= 10).count() < 2) {
                var next = heard.poll(10, TimeUnit.SECONDS);
                if (next == null) throw new AssertionError("The feed fell silent");
                bySymbol.computeIfAbsent(next.update.getSymbol(), symbol -> new ArrayList<>())
                        .add(next);
            }
        }

        for (Map.Entry<String, List<Heard>> symbol : bySymbol.entrySet()) {
            var updates = symbol.getValue();
            for (int i = 0; i < updates.size(); i++) {
                var update = updates.get(i).update;
                assertThat(update.getSourceEpoch()).isEqualTo(42);
                assertThat(update.getSourceSequence()).isEqualTo(i + 1L);
                assertThat(update.getSource()).isEqualTo("synthetic");
                assertThat(update.getBidE8()).isLessThan(update.getAskE8());
                if (i == 0) continue;
                long pause = updates.get(i).nanos - updates.get(i - 1).nanos;
                assertThat(pause).isGreaterThanOrEqualTo(leastInterval.toNanos() * 9 / 10);
            }
        }
    }

    @Test
    void aSymbolThatNobodyKnowsIsNamed() {
        assertThat(Symbol.named(" btc_usdc ")).isEqualTo(Symbol.BTC_USDC);
        assertThatThrownBy(() -> Symbol.named("GOLD_USDC")).hasMessageContaining("PRICE_SYMBOLS names GOLD_USDC");
    }

    private void hear(PriceUpdate update) {
        heard.add(new Heard(update, System.nanoTime()));
    }
}
