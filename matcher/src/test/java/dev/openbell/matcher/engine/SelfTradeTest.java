package dev.openbell.matcher.engine;

import org.junit.jupiter.api.Test;

/** Nobody trades with themselves. The order that comes in chooses who gives way. */
class SelfTradeTest extends MarketFloor {
    @Test
    void theRestOfTheNewestIsCancelled() {
        bob.sells("1 @ 99.00");
        var own = alice.sells("1 @ 100.00");
        carol.sells("1 @ 101.00");

        alice.buys("3 @ 101.00").traded("1 @ 99.00").is("cancelled self_trade 1/3");

        own.is("open 0/1");
        carol.tradedNothing();
        // 99 and 0.099; nothing is held any more.
        alice.has("99900.901 USD", "100 ETH, 1 held");
    }

    @Test
    void theOldestAreCancelledAndTheNewestGoesOn() {
        bob.sells("1 @ 99.00");
        var own = alice.sells("1 @ 100.00");
        var alsoOwn = alice.sells("2 @ 100.00");
        carol.sells("1 @ 101.00");

        alice.buys("3 @ 101.00 cancel_oldest").traded("1 @ 99.00", "1 @ 101.00").is("partially_filled 2/3");

        own.is("cancelled self_trade 0/1");
        alsoOwn.is("cancelled self_trade 0/2");
        market.shows("""
                bid | price  | ask
                  1 | 101.00 |
                """);
    }

    @Test
    void orBothAreCancelled() {
        bob.sells("1 @ 99.00");
        var own = alice.sells("1 @ 100.00");
        var alsoOwn = alice.sells("2 @ 100.00");

        alice.buys("3 @ 101.00 cancel_both").traded("1 @ 99.00").is("cancelled self_trade 1/3");

        own.is("cancelled self_trade 0/1");
        alsoOwn.is("open 0/2");
    }

    @Test
    void whatRestedHasTradedInPartBefore() {
        var own = alice.sells("3 @ 100.00");
        carol.buys("1 @ 100.00");

        alice.buys("1 @ 100.00 cancel_both").is("cancelled self_trade 0/1");

        own.is("cancelled self_trade 1/3");
        alice.has("99 ETH");
    }

    @Test
    void aMarketOrderIsNoException() {
        alice.buys("1 @ 100.00");
        var bids = bob.buys("1 @ 100.00");

        alice.sells("2 @ market").traded().is("cancelled self_trade 0/2");
        alice.sells("2 @ market cancel_oldest").traded("1 @ 100.00").is("cancelled no_liquidity 1/2");
        bids.is("filled 1/1");
    }

    @Test
    void anOrderThatDoesNotReachItsOwnStandsBesideIt() {
        alice.sells("1 @ 100.00");
        alice.buys("1 @ 99.00").is("open 0/1");

        market.shows("""
                bid | price  | ask
                    | 100.00 |   1
                  1 |  99.00 |
                """);
    }

    @Test
    void aStopThatIsSetOffIsNoException() {
        lastTradeAt("100.00");
        var stop = alice.buys("1 @ market when 105.00");
        bob.sells("1 @ 105.00");
        var own = alice.sells("1 @ 105.50");

        carol.buys("1 @ 105.00");

        stop.is("cancelled self_trade 0/1");
        own.is("open 0/1");
    }
}
