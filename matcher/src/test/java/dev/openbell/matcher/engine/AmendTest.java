package dev.openbell.matcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Another price, or another total quantity. */
class AmendTest extends MarketFloor {
    @Test
    void lessKeepsItsPlace() {
        var first = alice.sells("5 @ 100.00");
        bob.sells("5 @ 100.00");

        alice.amends(first, "3").is("open 0/3");
        carol.buys("4 @ 100.00");

        alice.sold("3 @ 100.00");
        bob.sold("1 @ 100.00");
    }

    @Test
    void moreGoesToTheBack() {
        var first = alice.sells("2 @ 100.00");
        bob.sells("2 @ 100.00");

        alice.amends(first, "3").is("open 0/3");
        carol.buys("4 @ 100.00");

        bob.sold("2 @ 100.00");
        alice.sold("2 @ 100.00");
    }

    @Test
    void anotherPriceGoesToTheBackOfThatPrice() {
        var first = alice.sells("2 @ 101.00");
        bob.sells("2 @ 100.00");

        alice.amends(first, "@ 100.00");
        carol.buys("3 @ 100.00");

        bob.sold("2 @ 100.00");
        alice.sold("1 @ 100.00");
    }

    @Test
    void thereAndBackAgainLosesThePlace() {
        var first = alice.sells("2 @ 100.00");
        bob.sells("2 @ 100.00");

        alice.amends(first, "1 @ 101.00");
        alice.amends(first, "1 @ 100.00");
        carol.buys("2 @ 100.00");

        bob.sold("2 @ 100.00");
        alice.tradedNothing();
    }

    @Test
    void theSameAgainChangesNothing() {
        var first = alice.sells("2 @ 100.00");
        bob.sells("2 @ 100.00");
        long before = engine().sequence();

        alice.amends(first, "2 @ 100.00").is("open 0/2");

        assertThat(engine().sequence()).isEqualTo(before);
        carol.buys("1 @ 100.00");
        alice.sold("1 @ 100.00");
    }

    @Test
    void itMayTradeAndTheRestRests() {
        bob.sells("1 @ 101.00");
        var bid = alice.buys("1 @ 100.00");

        alice.amends(bid, "3 @ 101.00").traded("1 @ 101.00").is("partially_filled 1/3");

        // 101 and 0.101 as a taker; 202 and 0.202 are held.
        alice.has("99696.697 USD, 202.202 held", "101 ETH");
        market.shows("""
                bid | price  | ask
                  2 | 101.00 |
                """);
    }

    @Test
    void onlyWhatItTradesNowIsAnswered() {
        bob.sells("1 @ 100.00");
        var bid = alice.buys("2 @ 100.00").traded("1 @ 100.00");
        bob.sells("1 @ 101.00");

        alice.amends(bid, "@ 101.00").traded("1 @ 101.00").is("filled 2/2");
    }

    @Test
    void theQuantityIsTheTotalWithWhatIsFilled() {
        bob.sells("2 @ 100.00");
        var bid = alice.buys("5 @ 100.00").traded("2 @ 100.00");

        alice.amends(bid, "2").isRefused("VALIDATION: quantity must be above what is filled, 2");
        alice.amends(bid, "3").is("partially_filled 2/3");

        // 200.2 are paid; the rest of 1 holds 100.1.
        alice.has("99699.7 USD, 100.1 held");
        carol.sells("5 @ 100.00").traded("1 @ 100.00");
    }

    @Test
    void whatIsHeldFollows() {
        var bid = alice.buys("1 @ 100.00");
        alice.amends(bid, "2 @ 110.00");
        alice.has("99779.78 USD, 220.22 held");
        alice.amends(bid, "1 @ 90.00");
        alice.has("99909.91 USD, 90.09 held");

        var ask = alice.sells("10 @ 200.00");
        alice.amends(ask, "90");
        alice.has("10 ETH, 90 held");
        alice.amends(ask, "101").isRefused("INSUFFICIENT_FUNDS: 101 is needed and 100 is available");
        alice.has("10 ETH, 90 held");
    }

    @Test
    void whatItHoldsAlreadyCounts() {
        // 99,900 and 99.9: nearly everything.
        var bid = alice.buys("100 @ 999.00");

        alice.amends(bid, "100 @ 999.01").isRefused("INSUFFICIENT_FUNDS: 100000.901 is needed and 100000 is available");
        alice.amends(bid, "99.99 @ 999.01").is("open 0/99.99");
    }

    @Test
    void postOnlyStaysSo() {
        bob.sells("1 @ 101.00");
        var bid = alice.buys("2 @ 100.00 post_only");

        alice.amends(bid, "@ 101.00").isRefused("WOULD_TAKE: The order would trade at once, at 101");
        alice.amends(bid, "@ 100.99").is("open 0/2");
        alice.amends(bid, "1").is("open 0/1");
    }

    @Test
    void itMayMeetItsOwnAccount() {
        var ask = alice.sells("1 @ 101.00");
        var bid = alice.buys("1 @ 100.00");

        alice.amends(bid, "@ 101.00").is("cancelled self_trade 0/1");

        ask.is("open 0/1");
        alice.has("100000 USD");
    }

    @Test
    void whatItMayTradeSetsOffStops() {
        lastTradeAt("100.00");
        var stop = carol.buys("1 @ market when 101.00");
        bob.sells("1 @ 101.00");
        bob.sells("1 @ 102.00");
        var bid = alice.buys("1 @ 99.00");

        alice.amends(bid, "@ 101.00").is("filled 1/1");

        stop.is("filled 1/1");
        carol.bought("1 @ 102.00");
    }

    @Test
    void aStopThatWaitsKeepsWaiting() {
        lastTradeAt("100.00");
        var stop = alice.buys("1 @ market when 105.00");
        var stopLimit = alice.buys("1 @ 106.00 when 105.00");

        alice.amends(stop, "2").is("waiting 0/2");
        alice.amends(stop, "@ 106.00").isRefused("VALIDATION: price does not go with this type of order");
        alice.amends(stopLimit, "2 @ 107.00").is("waiting 0/2");

        // 2 × 105 × 1.05 = 220.5 and 0.2205; 214 and 0.214.
        alice.has("99565.0655 USD, 434.9345 held");
        bob.sells("1 @ 105.00");
        bob.sells("4 @ 107.00");
        carol.buys("1 @ 105.00");
        alice.bought("2 @ 107.00", "2 @ 107.00");
    }

    @Test
    void somethingMustBeAnother() {
        var bid = alice.buys("1 @ 100.00");

        alice.amends(bid, "0").isRefused("VALIDATION: quantity or price must be given");
        alice.amends(bid, "-1").isRefused("VALIDATION: quantity must be above zero");
        alice.amends(bid, "@ -1").isRefused("VALIDATION: price must be above zero");
    }

    @Test
    void theRulesHoldForWhatItBecomes() {
        lastTradeAt("100.00");
        var bid = alice.buys("1 @ 100.00");

        alice.amends(bid, "@ 100.001").isRefused("INVALID_TICK: A price must be a whole multiple of 0.01");
        alice.amends(bid, "0.00005").isRefused("INVALID_LOT: The quantity must be a whole multiple of 0.0001");
        alice.amends(bid, "0.0499").isRefused("BELOW_MIN_NOTIONAL: An order is worth at least 5");
        alice.amends(bid, "@ 49.99").isRefused("PRICE_OUT_OF_BAND: The price must lie between 50 and 150");
        alice.amends(bid, "90000000000 @ 150").isRefused("LIMIT_EXCEEDED: Price × quantity is too large");
        alice.isLimitedTo(0, "199.99");
        alice.amends(bid, "2").isRefused("LIMIT_EXCEEDED: Open orders may be worth 199.99 in all, and 100 is open");
        bid.is("open 0/1");
    }

    @Test
    void whatIsClosedOrUnknownOrSomebodyElsesCannotBeAmended() {
        var bid = alice.buys("1 @ 100.00");
        bob.amends(bid, "2").isRefused("UNKNOWN_ORDER: No such order");
        alice.cancels(bid);

        alice.amends(bid, "2").isRefused("ORDER_CLOSED: The order is closed already");
    }
}
