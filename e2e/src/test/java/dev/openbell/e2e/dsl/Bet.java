package dev.openbell.e2e.dsl;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A position as a trader says it:
 *
 * <pre>
 *   600 x 10                        a margin of 600 with a leverage of 10
 *   600 x 10 stop 58000             … closed when it has lost so far
 *   600 x 10 take 65000             … or gained so far
 *   600 x 10 trail 500              … or fallen back so far from its best
 * </pre>
 */
public record Bet(
        boolean rises,
        BigDecimal margin,
        int leverage,
        @Nullable BigDecimal stop,
        @Nullable BigDecimal take,
        @Nullable BigDecimal trail) {
    static Bet read(boolean rises, String text) {
        var words = text.split(" +", -1);
        BigDecimal stop = null, take = null, trail = null;
        for (int i = 3; i < words.length; i += 2) {
            var price = new BigDecimal(words[i + 1]);
            switch (words[i]) {
                case "stop" -> stop = price;
                case "take" -> take = price;
                case "trail" -> trail = price;
                default -> throw new IllegalArgumentException("nobody says " + words[i]);
            }
        }
        return new Bet(rises, new BigDecimal(words[0]), Integer.parseInt(words[2]), stop, take, trail);
    }
}
