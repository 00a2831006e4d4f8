package dev.openbell.matcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rules that meet: each is plain, together they have to be thought through. */
class MeetingsTest extends MarketFloor {
    @Test
    void aStopIsSetOffByAFillOfAnAmendedOrder() {
        lastTradeAt("100.00");
        var ask = bob.sells("2 @ 110.00");
        var stop = alice.buys("1 @ market when 105.00");
        bob.amends(ask, "@ 105.00");

        carol.buys("1 @ 105.00");

        stop.is("filled 1/1");
        ask.is("filled 2/2");
        alice.bought("1 @ 105.00");
    }

    @Test
    void anAmendedStopLimitIsSetOffInItsOldTurn() {
        lastTradeAt("100.00");
        var first = alice.buys("1 @ 104.00 when 105.00");
        var second = bob.buys("1 @ 106.00 when 105.00");
        carol.sells("1 @ 105.00");
        carol.sells("1 @ 105.50");
        alice.amends(first, "@ 106.00");

        alice.buys("1 @ 105.00");

        first.is("filled 1/1");
        second.is("open 0/1");
    }

    @Test
    void ofTwoStopsTheSecondFindsWhatTheFirstLeft() {
        lastTradeAt("100.00");
        var first = alice.buys("2 @ market when 105.00");
        var second = bob.buys("2 @ market when 105.00");
        carol.sells("3 @ 105.00");
        carol.sells("0.5 @ 106.00");

        alice.buys("1 @ 105.00");

        first.is("filled 2/2");
        second.is("cancelled no_liquidity 0.5/2");
    }

    @Test
    void aRejectedStopDoesNotStandInTheWayOfTheNext() {
        lastTradeAt("100.00");
        var rejected = alice.buys("1 @ 106.00 when 105.00 fok");
        var waits = bob.buys("1 @ 106.00 when 105.00");
        carol.sells("0.1 @ 105.00");
        carol.sells("0.4 @ 105.50");

        alice.buys("0.1 @ 105.00");

        rejected.is("rejected unfillable 0/1");
        waits.is("partially_filled 0.4/1");
    }

    @Test
    void whatAStopSetsOffIsSetOffInOrderOfArrivalWaveByWave() {
        lastTradeAt("100.00");
        // The first wave lifts the price to 103; only then is it the turn of these two, and the older is first.
        var late = bob.buys("1 @ 110.00 when 103.00");
        var later = carol.buys("1 @ 110.00 when 102.50");
        var early = bob.buys("2 @ market when 101.00");
        alice.sells("1 @ 101.00");
        alice.sells("1 @ 102.00");
        alice.sells("1 @ 103.00");
        alice.sells("1 @ 104.00");
        alice.sells("1 @ 105.00");

        carol.buys("1 @ 101.00");

        early.is("filled 2/2");
        late.is("filled 1/1");
        later.is("filled 1/1");
        bob.bought("1 @ 102.00", "1 @ 103.00", "1 @ 104.00");
        carol.bought("1 @ 101.00", "1 @ 105.00");
    }

    @Test
    void aFallAndARiseSetOffStopsOnBothSides() {
        lastTradeAt("100.00");
        var up = alice.buys("1 @ 103.00 when 102.00");
        var down = alice.sells("1 @ 97.00 when 98.00");
        bob.buys("1 @ 98.00");
        carol.sells("1 @ 98.00");
        down.is("open 0/1");
        up.is("waiting 0/1");

        bob.buys("1 @ 97.00").traded("1 @ 97.00");
        lastTradeAt("102.00");

        up.is("open 0/1");
    }

    @Test
    void everyTradeOfACommandIsTheLastOneForAMoment() {
        lastTradeAt("105.00");
        var stop = alice.sells("1 @ 110.00 when 101.00");
        bob.sells("1 @ 100.00");
        bob.sells("1 @ 102.00");

        carol.buys("2 @ 102.00").traded("1 @ 100.00", "1 @ 102.00");

        stop.is("open 0/1");
    }

    @Test
    void expiryComesBeforeTheFillInOneCommand() {
        lastTradeAt("100.00");
        var expiring = alice.sells("1 @ 100.00 until 60");
        var behind = bob.sells("1 @ 100.00");
        var stop = alice.buys("1 @ market when 100.50 until 60");
        secondsUnnoticed(60);

        carol.buys("1 @ 100.00").traded("1 @ 100.00").is("filled 1/1");

        expiring.is("expired 0/1");
        stop.is("expired 0/1");
        behind.is("filled 1/1");
        bob.sold("1 @ 100.00");
    }

    @Test
    void theSwitchStrikesBeforeTheOrderThatComesTooLate() {
        var old = alice.buys("1 @ 100.00");
        alice.mustBeHeardWithin(30);
        secondsUnnoticed(31);

        var late = alice.buys("1 @ 100.00");

        old.is("cancelled dead_man 0/1");
        late.is("open 0/1");
    }

    @Test
    void aRenewalThatComesTooLateIsTooLate() {
        var old = alice.buys("1 @ 100.00");
        alice.mustBeHeardWithin(30);
        secondsUnnoticed(30);

        alice.mustBeHeardWithin(30);

        old.is("cancelled dead_man 0/1");
        assertThat(engine().strikesAt(alice.account)).isEqualTo(now() + 30_000_000);
    }

    @Test
    void whatExpiresWhenTheSwitchStrikesEndsOnce() {
        var expiring = alice.buys("1 @ 100.00 until 30");
        var other = alice.buys("1 @ 100.00");
        alice.mustBeHeardWithin(30);

        seconds(30);

        other.is("cancelled dead_man 0/1");
        assertThat(told())
                .filteredOn(told -> told instanceof Told.OrderClosed closed
                        && closed.order().id() == expiring.id())
                .hasSize(1);
        alice.has("100000 USD");
    }

    @Test
    void aKeyThatIsForgottenAtThisMomentIsFreeForThisCommand() {
        var first = alice.buys("1 @ 100.00 key k1");
        alice.cancels(first);
        secondsUnnoticed(301);

        var second = alice.buys("1 @ 100.00 key k1");

        assertThat(second.id()).isNotEqualTo(first.id());
        second.is("open 0/1");
    }

    @Test
    void timeNeverRunsBackwards() {
        var bid = alice.buys("1 @ 100.00 until 60");
        seconds(59);
        micros(-30_000_000);
        bid.is("open 0/1");
        assertThat(engine().now()).isEqualTo(now() + 30_000_000);

        var late = alice.buys("1 @ 100.00");
        assertThat(late.sheet().createdAt()).isEqualTo(engine().now());
    }

    @Test
    void moneyThatASelfTradeSetsFreeIsNotThereYet() {
        var ask = alice.sells("1 @ 90.00");
        alice.buys("998 @ 89.00 of BTC-USD");
        bob.sells("100 @ 95.00");

        alice.buys("150 @ 95.00 cancel_oldest")
                .isRefused("INSUFFICIENT_FUNDS: 14264.25 is needed and 11089.178 is available");
        ask.is("open 0/1");
    }
}
