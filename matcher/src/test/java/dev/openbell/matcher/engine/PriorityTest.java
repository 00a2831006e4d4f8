package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Floor.e8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The best price trades first, and at a price the oldest order. */
class PriorityTest extends MarketFloor {
    @Test
    void theOlderOrderTradesFirst() {
        alice.sells("5 @ 100.00");
        bob.sells("5 @ 100.00");

        carol.buys("7 @ 100.00").is("filled 7/7");

        alice.sold("5 @ 100.00");
        bob.sold("2 @ 100.00");
        market.shows("""
                bid | price  | ask
                    | 100.00 |   3
                """);
    }

    @Test
    void theBetterPriceTradesFirstAndATradeHappensAtTheRestingPrice() {
        alice.sells("1 @ 101.00");
        bob.sells("1 @ 100.00");

        var order = carol.buys("1.5 @ 101.00").traded("1 @ 100.00", "0.5 @ 101.00");

        // (1 × 100 + 0.5 × 101) ÷ 1.5 = 100.33333333…
        assertThat(order.sheet().averagePrice()).isEqualTo(e8("100.33333333"));
        bob.sold("1 @ 100.00");
        alice.sold("0.5 @ 101.00");
    }

    @Test
    void theHighestBidTradesFirst() {
        alice.buys("1 @ 99.00");
        bob.buys("1 @ 100.00");
        alice.buys("1 @ 100.00");

        carol.sells("3 @ 99.00").traded("1 @ 100.00", "1 @ 100.00", "1 @ 99.00");

        bob.bought("1 @ 100.00");
        alice.bought("1 @ 100.00", "1 @ 99.00");
        market.isEmpty();
    }

    @Test
    void whatDoesNotTradeRests() {
        alice.sells("2 @ 100.00");

        carol.buys("5 @ 100.00").is("partially_filled 2/5");

        market.shows("""
                bid | price  | ask
                  3 | 100.00 |
                """);
    }

    @Test
    void pricesThatDoNotMeetStandSideBySide() {
        alice.sells("1 @ 100.01");
        alice.sells("2 @ 7000.00");
        bob.buys("3 @ 100.00");
        bob.buys("4 @ 1.25");
        carol.sells("0.5 @ 100.01");

        market.shows("""
                bid | price   | ask
                    | 7000.00 |   2
                    |  100.01 | 1.5
                  3 |  100.00 |
                  4 |    1.25 |
                """);
    }

    @Test
    void everyInstrumentHasItsOwnBook() {
        alice.sells("1 @ 100.00");

        carol.buys("1 @ 100.00 of BTC-USD").is("open 0/1");

        market.shows("""
                bid | price  | ask
                    | 100.00 |   1
                """);
        bitcoin.shows("""
                bid | price  | ask
                  1 | 100.00 |
                """);
    }

    @Test
    void anotherTickLeavesWhatRestsWhereItIs() {
        alice.sells("1 @ 100.03");
        var stop = alice.buys("1 @ market when 100.03");
        tickBecomes("0.05");
        bob.sells("1 @ 100.03").isRefused("INVALID_TICK: A price must be a whole multiple of 0.05");
        bob.sells("1 @ 100.05");
        tickBecomes("0.004");
        var cancelled = bob.sells("1 @ 100.036");
        bob.sells("1 @ 100.04");
        bob.cancels(cancelled);

        market.shows("""
                bid | price  | ask
                    | 100.05 |   1
                    | 100.04 |   1
                    | 100.03 |   1
                """);
        carol.buys("2 @ 100.08").traded("1 @ 100.03", "1 @ 100.04");
        stop.is("filled 1/1");
        market.isEmpty();
    }
}
