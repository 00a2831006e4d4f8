package dev.openbell.matcher.engine;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Orders that wait for the last trade to reach their price. */
class StopOrderTest extends MarketFloor {
    @Test
    void aBuyWaitsUntilTheLastTradeIsAsHighAsItsStop() {
        lastTradeAt("100.00");
        var stop = alice.buys("1 @ market when 105.00");
        bob.sells("3 @ 104.99");
        carol.buys("1 @ 104.99");
        stop.is("waiting 0/1");

        bob.sells("1 @ 105.00");
        carol.buys("3 @ 105.00").traded("2 @ 104.99", "1 @ 105.00");

        // The last trade is at 105, but nobody is left to sell.
        stop.is("rejected no_liquidity 0/1");
        market.isEmpty();
    }

    @Test
    void setOffABuyIsAMarketOrder() {
        lastTradeAt("100.00");
        var stop = alice.buys("1 @ market when 105.00");
        bob.sells("1 @ 105.00");
        bob.sells("1 @ 107.00");

        carol.buys("1 @ 105.00");

        stop.is("filled 1/1");
        alice.bought("1 @ 107.00");
        // 107 and 0.107.
        alice.has("99892.893 USD", "101 ETH");
    }

    @Test
    void aSellWaitsUntilTheLastTradeIsAsLowAsItsStop() {
        lastTradeAt("100.00");
        var stop = alice.sells("1 @ market when 95.00");
        alice.has("99 ETH, 1 held");
        bob.buys("1 @ 95.01");
        bob.buys("5 @ 95.00");

        carol.sells("1 @ market");
        stop.is("waiting 0/1");

        carol.sells("1 @ 95.00");
        stop.is("filled 1/1");
        alice.sold("1 @ 95.00");
        // 95 less 0.095.
        alice.has("100094.905 USD", "99 ETH");
    }

    @Test
    void aStopThatWaitsIsNotInTheBook() {
        alice.buys("1 @ market when 105.00");
        alice.sells("1 @ 94.00 when 95.00");

        market.isEmpty();
        bob.sells("1 @ 106.00").is("open 0/1");
    }

    @Test
    void aStopBuyHoldsAsIfItsPriceWereTheCollarAboveItsStop() {
        alice.buys("1 @ market when 105.00");

        // 105 × 1.05 = 110.25, and 0.11025.
        alice.has("99889.63975 USD, 110.36025 held");
    }

    @Test
    void aStopLimitHoldsAsItsLimitAndRestsAtIt() {
        lastTradeAt("100.00");
        var stop = alice.buys("2 @ 104.00 when 105.00");
        alice.has("99791.792 USD, 208.208 held");

        lastTradeAt("105.00");

        stop.is("open 0/2");
        alice.has("99791.792 USD, 208.208 held");
        market.shows("""
                bid | price  | ask
                  2 | 104.00 |
                """);
        carol.sells("2 @ 104.00");
        stop.is("filled 2/2");
        // A maker pays 0.104 on 208.
        alice.has("99791.896 USD", "102 ETH");
    }

    @Test
    void aStopLimitTradesWithinItsLimitAndTheRestRests() {
        lastTradeAt("100.00");
        var stop = alice.buys("3 @ 106.00 when 105.00");
        bob.sells("1 @ 105.00");
        bob.sells("1 @ 106.00");
        bob.sells("1 @ 107.00");

        carol.buys("1 @ 105.00");

        stop.is("partially_filled 1/3");
        market.shows("""
                bid | price  | ask
                    | 107.00 |   1
                  2 | 106.00 |
                """);
    }

    @Test
    void aStopLimitMayBeImmediate() {
        lastTradeAt("100.00");
        var stop = alice.buys("3 @ 106.00 when 105.00 ioc");
        bob.sells("1 @ 105.00");
        bob.sells("1 @ 106.00");

        carol.buys("1 @ 105.00");

        stop.is("cancelled ioc 1/3");
        market.isEmpty();
    }

    @Test
    void stopsCountAmongWhatIsOpenHoweverLongTheyStandOnceSetOff() {
        alice.isLimitedTo(1, "1000");
        alice.buys("1 @ 106.00 when 105.00 ioc").is("waiting 0/1");

        alice.buys("1 @ 106.00 when 105.00 fok")
                .isRefused("LIMIT_EXCEEDED: At most 1 orders of an instrument may be open");
        alice.isLimitedTo(2, "200");
        alice.buys("1 @ 106.00 when 105.00 ioc")
                .isRefused("LIMIT_EXCEEDED: Open orders may be worth 200 in all, and 106 is open");
    }

    @Test
    void theStopThatCameFirstIsSetOffFirstWhateverItsPrice() {
        lastTradeAt("100.00");
        var bobs = bob.buys("1 @ market when 106.00");
        var alices = alice.buys("1 @ market when 105.00");
        carol.sells("1 @ 106.00");
        carol.sells("1 @ 107.00");
        carol.sells("1 @ 108.00");

        alice.buys("1 @ 106.00");

        bobs.is("filled 1/1");
        alices.is("filled 1/1");
        bob.bought("1 @ 107.00");
        alice.bought("1 @ 106.00", "1 @ 108.00");
    }

    @Test
    void theyComeToLifeAfterTheCommandThatSetThemOff() {
        lastTradeAt("100.00");
        var stop = alice.buys("1 @ market when 101.00");
        bob.sells("1 @ 101.00");
        bob.sells("1 @ 102.00");

        // The first trade would set it off, but the command takes all there is before its turn comes.
        carol.buys("2 @ 102.00").traded("1 @ 101.00", "1 @ 102.00");

        stop.is("rejected no_liquidity 0/1");
    }

    @Test
    void stopsSetOffStopsWithinOneCommand() {
        lastTradeAt("100.00");
        var first = alice.buys("1 @ market when 101.00");
        var second = bob.buys("1 @ market when 102.00");
        var third = alice.buys("1 @ market when 103.00");
        for (var price : new String[] {"101.00", "102.00", "103.00", "104.00"}) carol.sells("1 @ " + price);

        bob.buys("1 @ 101.00");

        first.is("filled 1/1");
        second.is("filled 1/1");
        third.is("filled 1/1");
        alice.bought("1 @ 102.00", "1 @ 104.00");
        bob.bought("1 @ 101.00", "1 @ 103.00");
        market.isEmpty();
    }

    @Test
    void whatTheBookCannotGiveIsCancelled() {
        lastTradeAt("100.00");
        var cut = alice.buys("2 @ market when 101.00");
        bob.sells("1 @ 101.00");
        bob.sells("1 @ 102.00");
        bob.sells("1 @ 120.00");

        carol.buys("1 @ 101.00");

        cut.is("cancelled collar 1/2");
    }

    @Test
    void aStopPriceThatTheLastTradeHasReachedIsOnTheWrongSide() {
        var before = alice.buys("1 @ market when 90.00");
        alice.cancels(before);
        lastTradeAt("100.00");

        alice.buys("1 @ market when 100.00")
                .isRefused("INVALID_TRIGGER: The last trade at 100 has reached this stop price already");
        alice.sells("1 @ 99.00 when 100.00")
                .isRefused("INVALID_TRIGGER: The last trade at 100 has reached this stop price already");
        alice.buys("1 @ market when 100.01").is("waiting 0/1");
        alice.sells("1 @ 99.00 when 99.99").is("waiting 0/1");
    }

    @Test
    void aStopMayBeCancelledOrExpire() {
        var cancelled = alice.buys("1 @ market when 105.00");
        var expired = alice.buys("1 @ 106.00 when 105.00 until 60");
        var alsoExpired = alice.sells("1 @ market when 95.00 until 60");

        alice.cancels(cancelled).is("cancelled user 0/1");
        seconds(60);

        expired.is("expired 0/1");
        alsoExpired.is("expired 0/1");
        alice.has("100000 USD", "100 ETH");
        lastTradeAt("105.00");
        cancelled.is("cancelled user 0/1");
    }

    @Test
    void aStopThatHasComeToRestExpiresAtItsTime() {
        lastTradeAt("100.00");
        var stop = alice.buys("1 @ 104.00 when 105.00 until 60");
        lastTradeAt("105.00");
        stop.is("open 0/1");

        seconds(60);

        stop.is("expired 0/1");
        market.isEmpty();
    }

    /** A stop whose time has come but that cannot come in any more. */
    @Nested
    class Rejected {
        @Test
        void whenItCostsMoreThanThereIs() {
            lastTradeAt("100.00");
            // Holds 900 × 100.01 × 1.05 and the fee: 94,603.95945. At 120 they would cost 108,000 and 108.
            var stop = alice.buys("900 @ market when 100.01");
            sellsInBulk("900.1 @ 120.00");

            carol.buys("0.1 @ 120.00");

            stop.is("rejected insufficient_funds 0/900");
            alice.has("100000 USD");
            alice.tradedNothing();
        }

        /** Bob sells more than one trader is given. */
        private void sellsInBulk(String words) {
            apply(new Command.Deposit(bob.account, "ETH", Floor.e8("1000"), "", true));
            bob.sells(words);
        }

        @Test
        void whenItsLimitLiesTooFarFromTheLastTrade() {
            lastTradeAt("100.00");
            var stop = alice.buys("1 @ 60.00 when 101.00");

            // Half of 130 is 65.
            lastTradeAt("130.00");

            stop.is("rejected price_out_of_band 0/1");
        }

        @Test
        void whenItWouldTakeAndMustNot() {
            lastTradeAt("100.00");
            var stop = alice.buys("1 @ 106.00 when 105.00 post_only");
            bob.sells("1 @ 105.00");
            bob.sells("1 @ 106.00");

            carol.buys("1 @ 105.00");

            stop.is("rejected would_take 0/1");
        }

        @Test
        void whenItCannotBeFilledAtOnce() {
            lastTradeAt("100.00");
            var stop = alice.buys("2 @ 106.00 when 105.00 fok");
            bob.sells("1 @ 105.00");
            bob.sells("1 @ 106.00");

            carol.buys("1 @ 105.00");

            stop.is("rejected unfillable 0/2");
        }

        @Test
        void whenItIsWorthTooLittleByNow() {
            lastTradeAt("100.00");
            var stop = alice.sells("0.06 @ market when 90.00");
            bob.buys("1 @ 80.00");

            lastTradeAt("85.00");

            // 0.06 × 80 = 4.8.
            stop.is("rejected below_min_notional 0/0.06");
            alice.has("100 ETH");
        }

        @Test
        void whenTheTickIsAnotherByNow() {
            lastTradeAt("100.00");
            var stop = alice.buys("1 @ 104.01 when 105.00");
            tickBecomes("0.05");

            lastTradeAt("105.00");

            stop.is("rejected invalid_tick 0/1");
        }

        @Test
        void whenTheLotIsAnotherByNow() {
            lastTradeAt("100.00");
            var stop = alice.buys("1.001 @ 104.00 when 105.00");
            lotBecomes("0.1");

            lastTradeAt("105.00");

            stop.is("rejected invalid_lot 0/1.001");
        }
    }
}
