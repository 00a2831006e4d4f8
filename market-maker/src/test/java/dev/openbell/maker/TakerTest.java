package dev.openbell.maker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the settings make of the second account. There is no venue here: it only has to begin, or not. */
class TakerTest {
    @Test
    void asARuleItTrades() {
        try (var _ = start(Map.of())) {
            assertThat(threads()).contains("maker", "taker");
        }
    }

    @Test
    void withoutSyntheticTradesOnlyTheMakerBegins() {
        try (var _ = start(Map.of("ENABLE_SYNTHETIC_TRADES", "false"))) {
            assertThat(threads()).contains("maker").doesNotContain("taker");
        }
    }

    @Test
    void itDoesNotTradeMoreOftenThanFourTimesASecond() {
        try (var _ = start(Map.of("SYNTHETIC_TRADES_INTERVAL_MS", "250"))) {
            assertThat(threads()).contains("taker");
        }
        assertThatThrownBy(() -> start(Map.of("SYNTHETIC_TRADES_INTERVAL_MS", "249")))
                .hasRootCauseMessage("SYNTHETIC_TRADES_INTERVAL_MS is 249; it must be 250 or more");
    }

    private static ApplicationContext start(Map<String, String> settings) {
        var all = new HashMap<String, Object>(Map.of(
                "micronaut.server.port", -1,
                "AUTH_TARGET", "localhost:1",
                "MATCHER_TARGET", "localhost:1",
                "STREAM_TARGET", "localhost:1",
                "OPENBELL_SERVICE_ACCOUNT_FILE", "there-is-none.json"));
        all.putAll(settings);
        return ApplicationContext.run(all);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
