package dev.openbell.matcher.engine;

import org.junit.jupiter.api.Test;

/** What orders hold, what trades cost, and who pays which fee. */
class MoneyTest extends MarketFloor {
    @Test
    void aBuyHoldsItsPriceAndTheTakerFee() {
        carol.buys("10 @ 100.00");

        // 10 × 100 and 0.1 % of that.
        carol.has("98999 USD, 1001 held");
    }

    @Test
    void aSellHoldsWhatItSells() {
        alice.sells("10 @ 100.00");

        alice.has("100000 USD", "90 ETH, 10 held");
    }

    @Test
    void theMakerPaysHalfOfWhatTheTakerPays() {
        carol.buys("10 @ 100.00");
        alice.sells("10 @ 100.00");

        // 1,000 change hands: 0.5 for the maker, 1 for the taker.
        carol.has("98999.5 USD", "110 ETH");
        alice.has("100999 USD", "90 ETH");
    }

    @Test
    void whatAFillDidNotNeedIsReleasedWithIt() {
        bob.sells("1 @ 99.00");
        carol.buys("3 @ 100.00").is("partially_filled 1/3");

        // Paid 99 + 0.099; the rest of 2 holds 200 + 0.2.
        carol.has("99700.701 USD, 200.2 held", "101 ETH");
    }

    @Test
    void aRestingBuyHoldsOnForWhatIsLeft() {
        carol.buys("10 @ 100.00");
        alice.sells("4 @ 100.00");

        // Paid 400 + 0.2 as a maker; the rest of 6 holds 600 + 0.6.
        carol.has("98999.2 USD, 600.6 held", "104 ETH");
    }

    @Test
    void aCancelledOrderGivesBackWhatItHeld() {
        var bid = carol.buys("10 @ 100.00");
        var ask = alice.sells("10 @ 101.00");

        carol.cancels(bid).is("cancelled user 0/10");
        alice.cancels(ask).is("cancelled user 0/10");

        carol.has("100000 USD", "100 ETH");
        alice.has("100000 USD", "100 ETH");
        market.isEmpty();
    }

    @Test
    void aFeeIsRoundedUpAtTheLastDecimal() {
        alice.sells("0.0017 @ 3000.01");
        carol.buys("0.0017 @ 3000.01");

        // 5.100017 change hands. 0.0051000170 is 0.00510002 for the taker, 0.0025500085 is 0.00255001 for the maker.
        carol.has("99994.89488298 USD", "100.0017 ETH");
        alice.has("100005.09746699 USD", "99.9983 ETH");
    }

    @Test
    void eachFillIsRoundedUpAndWhatIsFreePaysForIt() {
        for (int i = 0; i < 10; i++) alice.sells("0.0017 @ 3000.01");

        carol.buys("0.017 @ 3000.01").is("filled 0.017/0.017");

        // 51.00017 and ten times 0.00510002, which is 0.00000003 more than was held.
        carol.has("99948.9488298 USD");
    }

    @Test
    void whereNothingIsFreeTheFeeIsThatMuchSmaller() {
        // Holds 99,900 + 99.9 and leaves 0.1.
        carol.buys("10 @ 9990.00");
        carol.has("0.1 USD, 99999.9 held");
        feesBecome("0.01", "0.01");

        // 1 % of 39,960 is 399.6. The rest of 6 needs 59,940, so 100 is all that can be paid.
        alice.sells("4 @ 9990.00");
        carol.has("0 USD, 59940 held");

        alice.sells("6 @ 9990.00");
        carol.has("0 USD", "110 ETH");
        // The taker pays 1 % of 99,900.
        alice.has("198901 USD", "90 ETH");
    }
}
