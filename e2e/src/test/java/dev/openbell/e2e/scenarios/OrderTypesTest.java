package dev.openbell.e2e.scenarios;

import dev.openbell.e2e.dsl.ExchangeTest;
import org.junit.jupiter.api.Test;

/** Every kind of order, through the same doors as a plain one. */
class OrderTypesTest extends ExchangeTest {
    @Test
    void aMarketOrderTakesWhatIsOfferedWithinTheCollar() {
        alice.sells("5 @ 100.00");
        alice.sells("5 @ 104.00");
        alice.sells("5 @ 106.00"); // more than 5 % above the best

        var order = bob.places("buy 12 market");

        bob.bought("5 @ 100.00");
        bob.bought("5 @ 104.00");
        order.is("cancelled");
        market.shows("""
                bid | price  | ask
                    | 106.00 |   5
                """);
    }

    @Test
    void aMarketOrderFindsNobody() {
        bob.mayNotPlace("buy 1 market", "NO_LIQUIDITY");
    }

    @Test
    void aSumBuysWholeLotsAndPaysItsFee() {
        alice.sells("50 @ 100.00");

        bob.places("buy for 1001 market").is("filled");

        bob.bought("10 @ 100.00");
        bob.has("98999 USD");
    }

    @Test
    void whatDoesNotTradeAtOnceIsCancelledOrRefused() {
        alice.sells("5 @ 100.00");

        bob.mayNotPlace("buy 6 @ 100.00 fok", "UNFILLABLE");
        bob.places("buy 6 @ 100.00 ioc").is("cancelled");

        bob.bought("5 @ 100.00");
        bob.holds("0 USD");
    }

    @Test
    void whoOnlyMakesNeverTakes() {
        alice.sells("5 @ 100.00");

        bob.mayNotPlace("buy 1 @ 100.00 post_only", "WOULD_TAKE");
        bob.places("buy 1 @ 99.99 post_only").is("open");
    }

    @Test
    void aStopWaitsForATradeAtItsPrice() {
        alice.buys("5 @ 100.00");
        alice.buys("5 @ 95.00");
        var stop = bob.places("sell 5 stop 96.00");
        carol.sells("5 @ 100.00");
        stop.is("waiting");

        alice.buys("1 @ 96.00");
        carol.sells("1 @ 96.00");

        bob.sold("5 @ 95.00");
        stop.is("filled");
    }

    @Test
    void aStopLimitRestsAtItsLimit() {
        alice.buys("2 @ 100.00");
        var stop = bob.places("sell 5 @ 99.00 stop 100.00");

        carol.sells("1 @ 100.00");

        bob.sold("1 @ 100.00");
        stop.is("partially_filled");
        market.shows("""
                bid | price | ask
                    | 99.00 |   4
                """);
    }

    @Test
    void ofOnesOwnOrdersTheOneThatWasChosenGivesWay() {
        var older = alice.sells("5 @ 100.00");

        alice.places("buy 5 @ 100.00 cancel_oldest").is("open");

        older.is("cancelled");
    }

    @Test
    void lessKeepsItsPlaceAndAnythingElseLosesIt() {
        var first = alice.sells("5 @ 100.00");
        bob.sells("5 @ 100.00");

        alice.amends(first, "3 @ 100.00");
        carol.buys("3 @ 100.00");
        alice.sold("3 @ 100.00");

        var second = alice.sells("5 @ 100.00");
        alice.amends(second, "6 @ 100.00");
        alice.mayNotAmend(first, "4 @ 100.00", "ORDER_CLOSED");
        carol.buys("5 @ 100.00");
        bob.sold("5 @ 100.00");
    }

    @Test
    void everythingIsCancelledAtOnce() {
        alice.buys("1 @ 90.00");
        alice.buys("1 @ 91.00");
        alice.places("buy 1 stop 110.00");

        alice.cancelsAll(3);

        alice.holds("0 USD");
        market.shows("""
                bid | price | ask
                """);
    }
}
