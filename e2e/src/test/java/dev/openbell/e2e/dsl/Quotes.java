package dev.openbell.e2e.dsl;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the feed says of the scenario's CFD. */
public final class Quotes {
    private final Floor floor;
    private @Nullable String symbol;

    Quotes(Floor floor) {
        this.floor = floor;
    }

    /** Few scenarios are about one: it is listed when the first asks for it. */
    String symbol() {
        var known = symbol;
        if (known == null) symbol = known = floor.freshCfd();
        return known;
    }

    /** {@code 59990 / 60000}: bid and ask. */
    public void are(String bidAndAsk) {
        var prices = bidAndAsk.split(" / ", -1);
        floor.quotes(symbol(), new BigDecimal(prices[0]), new BigDecimal(prices[1]));
    }
}
