package dev.openbell.matcher.engine;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Orders that take what is there. */
class MarketOrderTest extends MarketFloor {
    @Test
    void aBuyWalksTheBookUpToTheCollar() {
        alice.sells("1 @ 100.00");
        alice.sells("1 @ 105.00");
        alice.sells("1 @ 105.01");

        // 5 % above the best of 100.
        carol.buys("5 @ market").traded("1 @ 100.00", "1 @ 105.00").is("cancelled collar 2/5");

        // 205 and 0.1 + 0.105.
        carol.has("99794.795 USD", "102 ETH");
    }

    @Test
    void aSellWalksTheBookDownToTheCollar() {
        alice.buys("1 @ 100.00");
        alice.buys("1 @ 95.00");
        alice.buys("1 @ 94.99");

        carol.sells("5 @ market").traded("1 @ 100.00", "1 @ 95.00").is("cancelled collar 2/5");
    }

    @Test
    void theCollarLiesOnTheGrid() {
        alice.sells("1 @ 99.99");
        alice.sells("1 @ 104.98");
        alice.sells("1 @ 104.99");

        // 5 % of 99.99 is 4.9995: 4.99 on the grid.
        carol.buys("3 @ market").traded("1 @ 99.99", "1 @ 104.98").is("cancelled collar 2/3");
    }

    @Test
    void whatTheBookCannotGiveIsCancelled() {
        alice.sells("1 @ 100.00");

        carol.buys("5 @ market").traded("1 @ 100.00").is("cancelled no_liquidity 1/5");

        market.isEmpty();
    }

    @Test
    void nothingHappensWhereNobodyIs() {
        carol.buys("5 @ market").isRefused("NO_LIQUIDITY: Nobody is on the other side");
        carol.sells("5 @ market").isRefused("NO_LIQUIDITY: Nobody is on the other side");
    }

    @Test
    void whoCannotPayForAllThatWouldTradeGetsNothing() {
        alice.sells("99 @ 1010.00");

        // 99,990 and 99.99.
        carol.buys("99 @ market").isRefused("INSUFFICIENT_FUNDS: 100089.99 is needed and 100000 is available");

        alice.tradedNothing();
        carol.has("100000 USD", "100 ETH");
    }

    @Test
    void onlyWhatWouldTradeNeedsToBeThere() {
        alice.buys("50 @ 100.00");

        carol.sells("101 @ market").traded("50 @ 100.00").is("cancelled no_liquidity 50/101");

        alice.buys("101 @ 100.00");
        carol.sells("101 @ market").isRefused("INSUFFICIENT_FUNDS: 101 is needed and 50 is available");
    }

    @Test
    void allOrNothing() {
        alice.sells("1 @ 100.00");
        alice.sells("1 @ 106.00");

        carol.buys("2 @ market fok").isRefused("UNFILLABLE: Only 1 can be traded at once");
        carol.buys("1 @ market fok").is("filled 1/1");
    }

    @Test
    void itIsWorthSomething() {
        alice.sells("1 @ 100.00");

        carol.buys("0.0499 @ market").isRefused("BELOW_MIN_NOTIONAL: An order is worth at least 5");
        carol.buys("0.05 @ market").is("filled 0.05/0.05");
    }

    /** A market buy that says what may be spent, not how much is wanted. */
    @Nested
    class BySum {
        @Test
        void theFeeIsPartOfTheSum() {
            alice.sells("10 @ 100.00");

            carol.buys("500.5 USD @ market").traded("5 @ 100.00").is("filled 5/5");

            carol.has("99499.5 USD", "105 ETH");
        }

        @Test
        void itBuysWholeLots() {
            alice.sells("10 @ 100.00");

            // 4.995 cost 499.5 + 0.4995; one lot more would be 500.00951.
            carol.buys("500 USD @ market").traded("4.995 @ 100.00").is("filled 4.995/4.995");

            carol.has("99500.0005 USD");
        }

        @Test
        void itIsSpentPriceByPrice() {
            alice.sells("1 @ 100.00");
            alice.sells("10 @ 102.00");

            // 100.1 first. 204.2 is left: 2 would cost 204.204, 1.9999 cost 204.1937898.
            carol.buys("304.3 USD @ market")
                    .traded("1 @ 100.00", "1.9999 @ 102.00")
                    .is("filled 2.9999/2.9999");
        }

        @Test
        void theBookMayEndFirst() {
            alice.sells("2 @ 100.00");

            carol.buys("500 USD @ market").traded("2 @ 100.00").is("cancelled no_liquidity 2/2");

            carol.has("99799.8 USD", "102 ETH");
        }

        @Test
        void theCollarMayEndItFirst() {
            alice.sells("2 @ 100.00");
            alice.sells("2 @ 106.00");

            carol.buys("500 USD @ market").traded("2 @ 100.00").is("cancelled collar 2/2");
        }

        @Test
        void itStopsAtAnOrderOfTheSameAccount() {
            alice.sells("2 @ 100.00");
            var own = carol.sells("1 @ 101.00");
            bob.sells("9 @ 102.00");

            carol.buys("500 USD @ market").traded("2 @ 100.00").is("cancelled self_trade 2/2");
            own.is("open 0/1");
        }

        @Test
        void whoeverMayGiveWayDoes() {
            alice.sells("2 @ 100.00");
            var own = carol.sells("1 @ 101.00");
            bob.sells("9 @ 102.00");

            carol.buys("500 USD @ market cancel_both").traded("2 @ 100.00").is("cancelled self_trade 2/2");
            own.is("cancelled self_trade 0/1");
        }

        @Test
        void itGoesPastAnOrderThatGivesWay() {
            alice.sells("1 @ 100.00");
            var own = carol.sells("1 @ 101.00");
            bob.sells("1 @ 102.00");

            // 100.1 and 102.102.
            carol.buys("202.202 USD @ market cancel_oldest")
                    .traded("1 @ 100.00", "1 @ 102.00")
                    .is("filled 2/2");
            own.is("cancelled self_trade 0/1");
        }

        @Test
        void aSpentSumMeetsNobodyAnyMore() {
            alice.sells("1 @ 100.00");
            var own = carol.sells("1 @ 100.00");

            carol.buys("100.1 USD @ market").traded("1 @ 100.00").is("filled 1/1");
            own.is("open 0/1");
        }

        @Test
        void aRemainderThatBuysNothingIsAsGoodAsSpent() {
            alice.sells("1 @ 100.00");

            // A lot costs 0.01001.
            carol.buys("100.11 USD @ market").traded("1 @ 100.00").is("filled 1/1");
        }

        @Test
        void itBuysALotAtLeast() {
            bob.deposits("1 BTC");
            bob.sells("1 @ 60000 of BTC-USD");

            carol.buys("5.5 USD @ market of BTC-USD")
                    .isRefused("BELOW_MIN_NOTIONAL: This buys less than one lot, 0.0001");
            carol.buys("4.99 USD @ market of BTC-USD").isRefused("BELOW_MIN_NOTIONAL: An order is worth at least 5");
            carol.buys("6.006 USD @ market of BTC-USD").is("filled 0.0001/0.0001");
        }

        @Test
        void allOfItOrNothing() {
            alice.sells("2 @ 100.00");

            carol.buys("500 USD @ market fok").isRefused("UNFILLABLE: Only 2 can be traded at once");
            carol.buys("150 USD @ market fok").is("filled 1.4985/1.4985");
        }

        @Test
        void moreThanThereIsCannotBeSpent() {
            alice.sells("100 @ 1010.00");

            // 98.9119 cost 99,901.019 + 99.901019.
            carol.buys("100001 USD @ market")
                    .isRefused("INSUFFICIENT_FUNDS: 100000.920019 is needed and 100000 is available");
            carol.buys("100000 USD @ market").is("filled 98.9109/98.9109");
        }
    }
}
