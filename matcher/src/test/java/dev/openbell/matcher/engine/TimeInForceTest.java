package dev.openbell.matcher.engine;

import org.junit.jupiter.api.Test;

/** How long a limit order stands. */
class TimeInForceTest extends MarketFloor {
    @Test
    void theRestOfAnImmediateOrderIsCancelled() {
        alice.sells("2 @ 100.00");

        carol.buys("5 @ 100.00 ioc").traded("2 @ 100.00").is("cancelled ioc 2/5");

        carol.has("99799.8 USD", "102 ETH");
        market.isEmpty();
    }

    @Test
    void anImmediateOrderThatMeetsNobodyIsCancelled() {
        alice.sells("2 @ 100.01");

        carol.buys("5 @ 100.00 ioc").traded().is("cancelled ioc 0/5");

        carol.has("100000 USD");
    }

    @Test
    void allOrNothing() {
        alice.sells("2 @ 100.00");
        bob.sells("2 @ 100.50");
        bob.sells("9 @ 101.00");

        carol.buys("5 @ 100.50 fok").isRefused("UNFILLABLE: Only 4 can be traded at once");
        carol.has("100000 USD");

        carol.buys("4 @ 100.50 fok").traded("2 @ 100.00", "2 @ 100.50").is("filled 4/4");
        market.shows("""
                bid | price  | ask
                    | 101.00 |   9
                """);
    }

    @Test
    void allOrNothingStopsAtAnOrderOfTheSameAccount() {
        alice.sells("2 @ 100.00");
        carol.sells("1 @ 100.50");
        bob.sells("9 @ 101.00");

        carol.buys("3 @ 101.00 fok").isRefused("UNFILLABLE: Only 2 can be traded at once");
        carol.buys("3 @ 101.00 fok cancel_both").isRefused("UNFILLABLE: Only 2 can be traded at once");
        carol.buys("2 @ 101.00 fok").is("filled 2/2");
    }

    @Test
    void allOrNothingGoesPastAnOrderThatGivesWay() {
        alice.sells("2 @ 100.00");
        var own = carol.sells("1 @ 100.50");
        bob.sells("9 @ 101.00");

        carol.buys("12 @ 101.00 fok cancel_oldest").isRefused("UNFILLABLE: Only 11 can be traded at once");
        own.is("open 0/1");

        carol.buys("3 @ 101.00 fok cancel_oldest").traded("2 @ 100.00", "1 @ 101.00");
        own.is("cancelled self_trade 0/1");
    }

    @Test
    void postOnlyNeverTakes() {
        alice.sells("1 @ 100.00");
        bob.buys("1 @ 99.00");

        carol.buys("1 @ 100.00 post_only").isRefused("WOULD_TAKE: The order would trade at once, at 100");
        carol.sells("1 @ 98.50 post_only").isRefused("WOULD_TAKE: The order would trade at once, at 99");
        carol.buys("1 @ 99.99 post_only").is("open 0/1");

        market.shows("""
                bid | price  | ask
                    | 100.00 |   1
                  1 |  99.99 |
                  1 |  99.00 |
                """);
    }

    @Test
    void anOrderExpiresAtItsTime() {
        var bid = carol.buys("5 @ 100.00 until 60");

        micros(59_999_999);
        bid.is("open 0/5");

        micros(1);
        bid.is("expired 0/5");
        carol.has("100000 USD");
        market.isEmpty();
    }

    @Test
    void whatComesAtThatTimeMeetsItNoMore() {
        var bid = carol.buys("5 @ 100.00 until 60");
        secondsUnnoticed(60);

        alice.sells("5 @ 100.00").is("open 0/5");

        bid.is("expired 0/5");
        carol.tradedNothing();
    }

    @Test
    void whatIsFilledOrCancelledDoesNotExpire() {
        var filled = carol.buys("1 @ 100.00 until 60");
        alice.sells("1 @ 100.00");
        var cancelled = carol.buys("1 @ 100.00 until 60");
        carol.cancels(cancelled);
        var partly = carol.buys("2 @ 100.00 until 60");
        alice.sells("1 @ 100.00");

        seconds(60);

        filled.is("filled 1/1");
        cancelled.is("cancelled user 0/1");
        partly.is("expired 1/2");
    }

    @Test
    void theEarlierTimeComesFirst() {
        var later = carol.buys("1 @ 100.00 until 90");
        var sooner = carol.buys("1 @ 100.00 until 30");
        var soonest = carol.buys("1 @ 100.00 until 20");
        carol.cancels(soonest);

        seconds(30);
        sooner.is("expired 0/1");
        later.is("open 0/1");
        carol.hasOpen(later);

        seconds(60);
        later.is("expired 0/1");
    }
}
