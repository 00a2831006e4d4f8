package dev.openbell.matcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Orders that their owner, or the venue, takes back. */
class CancelTest extends MarketFloor {
    @Test
    void anOrderIsCancelledByItsIdOrItsKey() {
        var first = alice.buys("1 @ 100.00");
        var second = alice.buys("1 @ 100.00 key mine");

        alice.cancels(first).is("cancelled user 0/1");
        alice.cancels("mine").is("cancelled user 0/1");

        second.is("cancelled user 0/1");
        market.isEmpty();
    }

    @Test
    void whatIsFilledStaysSo() {
        var bid = alice.buys("3 @ 100.00");
        bob.sells("1 @ 100.00");

        alice.cancels(bid).is("cancelled user 1/3");

        // 100 and 0.05.
        alice.has("99899.95 USD", "101 ETH");
        alice.cancels(bid).isRefused("ORDER_CLOSED: The order is closed already");
    }

    @Test
    void nobodyCancelsForSomebodyElse() {
        var bid = alice.buys("1 @ 100.00 key mine");

        bob.cancels(bid).isRefused("UNKNOWN_ORDER: No such order");
        bob.cancels("mine").isRefused("UNKNOWN_ORDER: No such order");
        alice.cancels("yours").isRefused("UNKNOWN_ORDER: No such order");

        bid.is("open 0/1");
    }

    @Test
    void everythingAtOnceTheOldestFirst() {
        var bid = alice.buys("1 @ 100.00");
        var stop = alice.sells("1 @ market when 90.00");
        var bitcoinBid = alice.buys("1 @ 100.00 of BTC-USD");
        var bobs = bob.buys("1 @ 100.00");

        assertThat(alice.cancelsAll()).isEqualTo(3);

        assertThat(told().stream()
                        .filter(Told.OrderClosed.class::isInstance)
                        .map(closed -> ((Told.OrderClosed) closed).order().id()))
                .containsExactly(bid.id(), stop.id(), bitcoinBid.id());
        alice.hasOpen();
        alice.has("100000 USD", "100 ETH");
        bobs.is("open 0/1");
        assertThat(alice.cancelsAll()).isZero();
    }

    @Test
    void everythingOfAnInstrument() {
        alice.buys("1 @ 100.00");
        var bitcoinBid = alice.buys("1 @ 100.00 of BTC-USD");

        assertThat(alice.cancelsAllOf("ETH-USD")).isEqualTo(1);

        alice.hasOpen(bitcoinBid);
    }

    @Test
    void everythingOfASession() {
        var kept = alice.buys("1 @ 100.00 session 8");
        var lost = alice.buys("1 @ 100.00 session 7");
        var alsoKept = alice.buys("1 @ 100.00");

        assertThat(alice.losesSession(7)).isEqualTo(1);

        lost.is("cancelled disconnect 0/1");
        alice.hasOpen(alsoKept, kept);
    }

    @Test
    void aSessionThatIsNotHeardOfForTenSecondsIsOver() {
        var bid = alice.buys("1 @ 100.00 session 7");
        var ofAnother = alice.buys("1 @ 100.00 session 8");
        var ofNone = alice.buys("1 @ 100.00");
        alice.isHeardOver(7);
        seconds(5);
        alice.isHeardOver(7);
        alice.isHeardOver(8);
        seconds(5);
        alice.isHeardOver(8);
        seconds(4);
        bid.is("open 0/1");
        assertThat(engine().nextTimer()).isEqualTo(now() + 1_000_000);

        seconds(1);

        bid.is("cancelled disconnect 0/1");
        alice.hasOpen(ofNone, ofAnother);
        assertThat(engine().nextTimer()).isEqualTo(now() + 5_000_000);
    }

    /** The log could not be reached: nobody could be heard. */
    @Test
    void silenceOfTheWholeVenueEndsNoSession() {
        var bid = alice.buys("1 @ 100.00 session 7");
        alice.isHeardOver(7);

        seconds(60);

        bid.is("open 0/1");
        seconds(4);
        seconds(4);
        seconds(2);
        bid.is("cancelled disconnect 0/1");
    }

    @Test
    void whoPlacesAnOrderIsHeard() {
        var bid = alice.buys("1 @ 100.00 session 7");

        seconds(4);
        seconds(4);
        seconds(2);

        bid.is("cancelled disconnect 0/1");
    }

    @Test
    void aSessionThatEndsIsNotWaitedFor() {
        alice.isHeardOver(7);

        assertThat(alice.losesSession(7)).isZero();

        assertThat(engine().nextTimer()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theDeadMansSwitchStrikesWhenItIsNotRenewed() {
        var bid = alice.buys("1 @ 100.00");
        var stop = alice.sells("1 @ market when 90.00");
        var bobs = bob.buys("1 @ 100.00");
        alice.mustBeHeardWithin(30);

        seconds(20);
        alice.mustBeHeardWithin(30);
        seconds(29);
        bid.is("open 0/1");
        assertThat(engine().strikesAt(alice.account)).isEqualTo(now() + 1_000_000);

        seconds(1);
        bid.is("cancelled dead_man 0/1");
        stop.is("cancelled dead_man 0/1");
        bobs.is("open 0/1");
        assertThat(engine().strikesAt(alice.account)).isZero();
    }

    @Test
    void itStrikesOnce() {
        alice.mustBeHeardWithin(30);
        seconds(30);

        var bid = alice.buys("1 @ 100.00");
        seconds(60);

        bid.is("open 0/1");
    }

    @Test
    void itCanBeSwitchedOff() {
        var bid = alice.buys("1 @ 100.00");
        alice.mustBeHeardWithin(30);
        alice.mustBeHeardWithin(0);

        seconds(60);

        bid.is("open 0/1");
        assertThat(engine().strikesAt(alice.account)).isZero();
    }

    @Test
    void theEngineKnowsWhenTimeWillChangeSomething() {
        assertThat(engine().nextTimer()).isEqualTo(Long.MAX_VALUE);
        long begin = now();
        bob.buys("1 @ 100.00 until 60");
        alice.mustBeHeardWithin(30);
        assertThat(engine().nextTimer()).isEqualTo(begin + 30_000_000);

        alice.mustBeHeardWithin(0);
        assertThat(engine().nextTimer()).isEqualTo(begin + 60_000_000);
    }
}
