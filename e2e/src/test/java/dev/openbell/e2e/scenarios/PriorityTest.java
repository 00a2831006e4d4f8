package dev.openbell.e2e.scenarios;

import dev.openbell.e2e.dsl.ExchangeTest;
import org.junit.jupiter.api.Test;

/** Who trades first, and at which price. */
class PriorityTest extends ExchangeTest {
    @Test
    void theOlderOrderTradesFirst() {
        alice.sells("5 @ 100.00");
        bob.sells("5 @ 100.00");

        carol.buys("7 @ 100.00");

        alice.sold("5 @ 100.00");
        bob.sold("2 @ 100.00");
        market.shows("""
                bid | price  | ask
                    | 100.00 |   3
                """);
    }

    @Test
    void theBetterPriceTradesFirstAndTheRestingPriceCounts() {
        alice.sells("5 @ 101.00");
        bob.sells("5 @ 100.00");

        carol.buys("7 @ 102.00");

        carol.bought("5 @ 100.00");
        carol.bought("2 @ 101.00");
        market.shows("""
                bid | price  | ask
                    | 101.00 |   3
                """);
    }

    @Test
    void whatDoesNotTradeRestsInTheBook() {
        alice.buys("2 @ 99.50");
        bob.buys("3 @ 99.00");
        carol.sells("4 @ 100.50");

        market.shows("""
                bid | price  | ask
                    | 100.50 |   4
                  2 |  99.50 |
                  3 |  99.00 |
                """);
    }
}
