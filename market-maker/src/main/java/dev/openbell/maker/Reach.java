package dev.openbell.maker;

import dev.openbell.trading.v1.Instrument;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How near to the feed's price a market lets itself be quoted.
 *
 * <p>The venue takes prices within a band around the last trade. When the feed's price has left it, every quote near the feed is refused, and
 * while nobody trades the band stays where it is. So the bot stands further back, a step at a time until the venue takes it: its bids lower
 * and its asks higher, never better for anybody than the feed's price. Trades there take the band along, and step by step the bot comes
 * nearer again.
 */
@Singleton
final class Reach {
    /** All the way to the feed's price. */
    static final long NEAR = 100_000_000;

    /** Beyond a thousandth of the price, and a thousand times it, no band is looked for: the search begins again at the feed's price. */
    private static final long LEAST = NEAR / 1_000;

    /** So long the bot stands at one step before it tries the next nearer one. */
    private static final long STAYS_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** After a larger move of the feed's price than this everything may be different, in parts of 10,000. */
    private static final int WORTH_TRYING_BPS = 100;

    private static final Logger log = LoggerFactory.getLogger(Reach.class);

    private record Back(int steps, long middleE8, long since) {}

    private final Map<String, Back> back = new ConcurrentHashMap<>();

    /** Whether it is quoted at the feed's price, as usual. */
    boolean isNear(String symbol) {
        return !back.containsKey(symbol);
    }

    /** At which part of the feed's price the bids stand, in units of 1e-8; the asks stand as many times above it. */
    long partE8(Instrument rules) {
        var now = back.get(rules.getSymbol());
        return now == null ? NEAR : partE8(rules, now.steps);
    }

    /** Half of what the band spans on one side makes a step, so that none steps over the band. */
    private static long partE8(Instrument rules, int steps) {
        long step = NEAR - Math.clamp(rules.getPriceBandE8(), 0, NEAR) / 2;
        long part = NEAR;
        for (int i = 0; i < steps; i++) part = Ladder.product(part, step);
        return part;
    }

    /** The venue takes nothing there. */
    void further(Instrument rules, long middleE8, long now) {
        var before = back.get(rules.getSymbol());
        if (before == null) {
            log.warn(
                    "The feed's price of {} lies outside of the band around the last trade: it is quoted from further back until trades have taken the band along",
                    rules.getSymbol());
        }
        int steps = before == null ? 1 : before.steps + 1;
        back.put(rules.getSymbol(), new Back(partE8(rules, steps) < LEAST ? 0 : steps, middleE8, now));
    }

    /**
     * Where quotes have stood for a while, the band may have come along, and another step nearer is tried. When it is the feed's price that has
     * moved, perhaps back to where it was, the search begins again in front.
     */
    void nearer(Instrument rules, long middleE8, long now) {
        var before = back.get(rules.getSymbol());
        if (before == null) return;
        if (Math.abs(middleE8 - before.middleE8) > before.middleE8 / Ladder.ALL * WORTH_TRYING_BPS) {
            back.put(rules.getSymbol(), new Back(0, middleE8, now));
        } else if (now - before.since >= STAYS_NANOS && before.steps > 0) {
            back.put(rules.getSymbol(), new Back(before.steps - 1, middleE8, now));
        } else if (now - before.since >= STAYS_NANOS) {
            back.remove(rules.getSymbol());
            log.info("{} is quoted at the feed's price again", rules.getSymbol());
        }
    }
}
