package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Floor.e8;
import static dev.openbell.matcher.engine.PositionChange.AMENDED;
import static dev.openbell.matcher.engine.PositionChange.ENDED;
import static dev.openbell.matcher.engine.PositionChange.MARGIN_CALLED;
import static dev.openbell.matcher.engine.PositionChange.OPENED;
import static dev.openbell.matcher.engine.PositionChange.PARTLY_CLOSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Positions against the house, from the opening to the end. */
class CfdTest extends CfdFloor {
    private static final String STALE = "STALE_PRICE: There is no price that is fresh enough";

    @BeforeEach
    void theFeedSpeaks() {
        feed("59990 / 60000");
    }

    @Test
    void aStopLossClosesAtThePriceThatCameThoughItGapped() {
        var stake = alice.goesLong("600 x 10 stop 58000");

        feed("58000.1 / 58010");
        stake.is("open 0.1 @ 60000");
        feed("57500 / 57510");

        stake.is("stop_loss 0.1 @ 57500").has("realized -250");
        feed("50000 / 50010");
        assertThat(stake.story()).containsExactly(OPENED, ENDED);
    }

    @Test
    void aTakeProfitClosesAtAPriceThatIsAsGoodOrBetter() {
        var rises = alice.goesLong("600 x 10 take 61000");
        var falls = bob.goesShort("600 x 10 take 59000");

        feed("60999.9 / 61000");
        rises.is("open 0.1 @ 60000");
        feed("61005 / 61010");
        rises.is("take_profit 0.1 @ 61005");

        feed("58900 / 59000.1");
        falls.is("open 0.1 @ 59990");
        feed("58900 / 59000");
        falls.is("take_profit 0.1 @ 59000");
    }

    @Test
    void aTrailingStopFollowsTheBestMarkAndNeverTurnsBack() {
        var stake = alice.goesLong("600 x 10 trail 500"); // at 59490

        feed("61000 / 61010"); // at 60500
        feed("60500.1 / 60510");
        stake.is("open 0.1 @ 60000");
        feed("60500 / 60510");

        stake.is("trailing_stop 0.1 @ 60500").has("realized 50");
    }

    @Test
    void aTrailingStopOfAShortFollowsTheAskDown() {
        var stake = alice.goesShort("600 x 10 trail 500"); // 60500

        feed("58990 / 59000"); // 59500
        feed("59400 / 59499.9");
        stake.is("open 0.1 @ 59990");
        feed("59450 / 59500");

        stake.is("trailing_stop 0.1 @ 59500");
    }

    /** A form that sends all its fields again takes back nothing of what has been won. */
    @Test
    void theSameDistanceAgainLeavesATrailingStopWhereItIs() {
        var rises = alice.goesLong("600 x 10 trail 500");
        var falls = bob.goesShort("600 x 10 trail 500");
        feed("61000 / 61010"); // the long's is at 60500; the short is closed
        falls.is("trailing_stop 0.1 @ 61010");
        feed("60600 / 60610");

        rises.amend("stop 59000 trail 500").has("stop 59000, trail 500");

        feed("60500.1 / 60510");
        rises.is("open 0.1 @ 60000");
        feed("60500 / 60510");
        rises.is("trailing_stop 0.1 @ 60500");
    }

    @Test
    void aTrailingStopThatWasTakenAwayBeginsAnew() {
        var stake = alice.goesLong("600 x 10 trail 500");
        feed("61000 / 61010");
        feed("60600 / 60610");

        stake.amend("trail 0").amend("trail 500"); // at 60100

        feed("60100.1 / 60110");
        stake.is("open 0.1 @ 60000");
        feed("60100 / 60110");
        stake.is("trailing_stop 0.1 @ 60100");
    }

    @Test
    void stopsComeBeforeLiquidationsAndTheOldestFirst() {
        var doomed = alice.goesLong("600 x 10"); // liquidated at 54271.3
        var short1 = bob.goesShort("600 x 10 take 50000");
        var stopped = carol.goesLong("600 x 10 stop 54500");
        var both = bob.goesLong("600 x 10 stop 54271.3");
        int before = told().size();

        feed("49000 / 49010");

        assertThat(told().subList(before, told().size()))
                .filteredOn(Told.PositionChanged.class::isInstance)
                .extracting(told -> ((Told.PositionChanged) told).position().id())
                .containsExactly(short1.id(), stopped.id(), both.id(), doomed.id());
        both.is("stop_loss 0.1 @ 49000");
        doomed.is("liquidated 0.1 @ 49000");
    }

    @Test
    void theStopLossCountsWhereATrailingStopIsReachedToo() {
        var stake = alice.goesLong("600 x 10 stop 59000 trail 500");

        feed("58000 / 58010");

        stake.is("stop_loss 0.1 @ 58000");
    }

    /** With a spread of 160 there are 73.344 left of 100, and one and a half times the maintenance margin is 74.77. */
    @Test
    void whoOpensWithLittleMarginIsCalledAtOnce() {
        feed("59840 / 60000");

        var stake = alice.goesLong("100 x 100");

        assertThat(stake.story()).containsExactly(OPENED, MARGIN_CALLED);
        stake.closes("0.1");
        feed("59845 / 60000");
        assertThat(stake.story()).containsExactly(OPENED, MARGIN_CALLED, PARTLY_CLOSED);
    }

    @Test
    void triggersAreChangedAndTakenAway() {
        var stake = alice.goesLong("600 x 10 stop 58000 take 61000 trail 900");

        stake.amend("stop 59000").has("stop 59000, take 61000, trail 900");
        stake.amend("take 0 trail 0").has("stop 59000, take 0, trail 0");
        feed("61500 / 61510");
        feed("60500 / 60510");
        stake.is("open 0.1 @ 60000");
        stake.amend("trail 100"); // from here on: at 60400
        feed("60401 / 60410");
        stake.amend("trail 300"); // anew: at 60101
        feed("60300 / 60310");
        stake.is("open 0.1 @ 60000");
        stake.amend("stop 0 trail 0");
        feed("58000 / 58010");

        stake.is("open 0.1 @ 60000");
        assertThat(stake.story()).containsExactly(OPENED, AMENDED, AMENDED, AMENDED, AMENDED, AMENDED);
    }

    @Test
    void aTriggerIsOnTheGridAndOnItsSideOfTheMark() {
        var stake = alice.goesLong("600 x 10");

        stake.amend("stop 59990").isRefused("INVALID_TRIGGER: The mark, 59990, has reached this price already");
        stake.amend("take 59990").isRefused("INVALID_TRIGGER: The mark, 59990, has reached this price already");
        stake.amend("stop 54271.2").isRefused("INVALID_TRIGGER: The position would be liquidated before, at 54271.3");
        stake.amend("stop 59000.05").isRefused("INVALID_TICK: A price must be a whole multiple of 0.1");
        stake.amend("trail 0.05").isRefused("INVALID_TICK: A price must be a whole multiple of 0.1");
        stake.amend("stop 54271.3").amend("take 59990.1").has("stop 54271.3, take 59990.1");
        bob.goesShort("600 x 10 stop 60000")
                .isRefused("INVALID_TRIGGER: The mark, 60000, has reached this price already");
        bob.goesShort("600 x 10 stop 70000")
                .isRefused("INVALID_TRIGGER: The position would be liquidated before, at 65661.7");
        bob.goesShort("600 x 10 stop 65000 take 59000").has("stop 65000, take 59000");
    }

    @Test
    void aPriceThatIsTooOldIsNotTradedAt() {
        var stake = alice.goesLong("600 x 10 stop 59000");
        secondsUnnoticed(5);
        bob.goesLong("600 x 10").is("open 0.1 @ 60000");
        micros(1);

        bob.goesLong("600 x 10").isRefused(STALE);
        stake.closes().isRefused(STALE);
        stake.amend("stop 58000").has("stop 58000"); // that trades nothing

        feed("57000 / 57010");
        stake.is("stop_loss 0.1 @ 57000");
    }

    @Test
    void thePriceMayBeWorseByTheSlippageAndNoMore() {
        alice.goesLong("600 x 10 expect 59990 slip 9.9").isRefused("SLIPPAGE: The price is 60000 now");
        alice.goesLong("600 x 10 expect 59990 slip 10").is("open 0.1 @ 60000");
        alice.goesLong("600 x 10 expect 60500 slip 0").is("open 0.1 @ 60000"); // better is welcome
        alice.goesShort("600 x 10 expect 60000 slip 9.9").isRefused("SLIPPAGE: The price is 59990 now");
        alice.goesShort("600 x 10 expect 60000 slip 10").is("open 0.1 @ 59990");
    }

    @Test
    void marginAndFeeMustBeFree() {
        alice.buys("993.5 @ 100.00"); // holds 99449.35
        alice.goesLong("550 x 10").isRefused("INSUFFICIENT_FUNDS: 552.748 is needed and 550.65 is available");
        alice.goesLong("540 x 10").is("open 0.09 @ 60000");
    }

    @Test
    void onlySoMuchMayBeAtRisk() {
        alice.isLimitedTo(0, "15000");
        var stake = alice.goesLong("600 x 10"); // 6000
        alice.buys("40 @ 100.00"); // 4000

        alice.goesShort("600 x 10")
                .isRefused("LIMIT_EXCEEDED: Open orders and positions may be worth 15000 in all, and 10000 is open");
        alice.sells("60 @ 100.01")
                .isRefused("LIMIT_EXCEEDED: Open orders may be worth 15000 in all, and 10000 is open");
        stake.closes("0.02"); // 1200 less
        alice.goesShort("600 x 10").is("open 0.1 @ 59990");
    }

    @Test
    void onlySoManyPositionsMayBeOpen() {
        Stake last = alice.goesLong("1 x 10");
        for (int i = 1; i < 50; i++) last = alice.goesLong("1 x 10");

        alice.goesLong("1 x 10").isRefused("LIMIT_EXCEEDED: At most 50 positions may be open");
        last.closes();
        alice.goesLong("1 x 10").is("open 0.0001 @ 60000");
        // The venue's own may be given more.
        apply(new Command.SetLimits(alice.account, new Limits(0, 51, 0)));
        alice.goesLong("1 x 10").is("open 0.0001 @ 60000");
    }

    @Test
    void theSameKeyOpensOneAndClosesOnce() {
        var first = alice.goesLong("600 x 10 key k1");
        feed("61000 / 61010");

        assertThat(alice.goesLong("600 x 10 key k1").isRepeated().id()).isEqualTo(first.id());
        alice.goesLong("600 x 11 key k1").isRefused("IDEMPOTENCY_CONFLICT: This key was used for something else");
        alice.goesShort("600 x 10 key k1").isRefused("IDEMPOTENCY_CONFLICT: This key was used for something else");

        first.closes("0.04 key k2");
        first.closes("0.04 key k2").isRepeated().is("open 0.06 @ 60000");
        first.closes("0.05 key k2").isRefused("IDEMPOTENCY_CONFLICT: This key was used for something else");
        first.closes("0.0 key k1").isRefused("IDEMPOTENCY_CONFLICT: This key was used for something else");
        first.closes();
        assertThat(alice.goesLong("600 x 10 key k1").id()).isEqualTo(first.id());
        first.closes().isRefused("POSITION_CLOSED: The position is closed already");
        assertThat(first.story()).containsExactly(OPENED, PARTLY_CLOSED, ENDED);

        seconds(301);
        first.isForgotten();
        feed("61000 / 61010");
        assertThat(alice.goesLong("600 x 10 key k1").id()).isNotEqualTo(first.id());
    }

    @Test
    void aRefusalIsGivenAgainForTheSameKey() {
        alice.goesLong("600 x 101 key k1")
                .isRefused("LEVERAGE_OUT_OF_RANGE: The leverage is a whole number from 1 to 100");
        alice.goesLong("600 x 101 key k1")
                .isRefused("LEVERAGE_OUT_OF_RANGE: The leverage is a whole number from 1 to 100");
        alice.goesLong("600 x 10 key k1").isRefused("IDEMPOTENCY_CONFLICT: This key was used for something else");
    }

    @Test
    void whatBelongsToAnotherIsNotThere() {
        var stake = alice.goesLong("600 x 10");

        isRefused(new Command.ClosePosition(bob.account, stake.id(), 0, ""), "UNKNOWN_POSITION: No such position");
        isRefused(new Command.AmendPosition(bob.account, stake.id(), 0, 0, 0), "UNKNOWN_POSITION: No such position");
        assertThat(engine().position(bob.account, stake.id())).isNull();
        assertThat(engine().position(999, stake.id())).isNull();
    }

    @Test
    void whileACfdIsHaltedNothingIsOpenedOrClosed() {
        var stake = alice.goesLong("600 x 10 stop 59000 trail 300");
        apply(new Command.HaltInstrument("BTC_USDC"));

        feed("58000 / 58010");
        feed("61000 / 61010"); // not even a trailing stop follows
        stake.is("open 0.1 @ 60000").has("mark 61000");
        stake.closes().isRefused("INSTRUMENT_HALTED: Trading in this instrument is halted");
        stake.amend("stop 0").isRefused("INSTRUMENT_HALTED: Trading in this instrument is halted");
        bob.goesLong("600 x 10").isRefused("INSTRUMENT_HALTED: Trading in this instrument is halted");

        apply(new Command.ResumeInstrument("BTC_USDC"));
        feed("59700 / 59710");
        stake.is("open 0.1 @ 60000");
        feed("59690 / 59710");
        stake.is("trailing_stop 0.1 @ 59690");
    }

    @Test
    void whoIsSuspendedOpensNothingAndIsLiquidatedAllTheSame() {
        var stake = alice.goesLong("600 x 10");
        apply(new Command.SuspendAccount(alice.account));

        alice.goesLong("600 x 10").isRefused("FORBIDDEN: The account is suspended");
        stake.closes().isRefused("FORBIDDEN: The account is suspended");
        feed("54271.3 / 54280");

        stake.is("liquidated 0.1 @ 54271.3");
    }

    /** The rate when it was opened holds for a position; what is opened later has the new one. */
    @Test
    void newTermsAreForNewPositions() {
        var old = alice.goesLong("600 x 10");
        apply(new Command.ListInstrument(new Instrument(
                "BTC_USDC",
                "BTC",
                "USD",
                BTC_USDC.tick(),
                BTC_USDC.lot(),
                e8("10"),
                0,
                0,
                0,
                e8("0.001"),
                false,
                new CfdTerms(20, e8("0.01"), 0))));

        old.has("liquidation 54271.3");
        alice.goesLong("600 x 10").has("liquidation 54545.4, fees 6"); // 5400 ÷ 0.099
        alice.goesLong("600 x 21").isRefused("LEVERAGE_OUT_OF_RANGE: The leverage is a whole number from 1 to 20");
        alice.goesLong("9 x 10").isRefused("BELOW_MIN_NOTIONAL: The margin is at least 10");
    }

    /** So large that profit and loss could not be reckoned any more: such a price is not believed. */
    @Test
    void aPriceThatCannotBeIsNotBelieved() {
        var stake = alice.goesLong("90000 x 50"); // 75 BTC

        isRefused(
                new Command.PriceTick("BTC_USDC", e8("60000"), e8("1300000000"), 0, 9, 9),
                "LIMIT_EXCEEDED: Price × quantity is too large");
        stake.has("mark 59990");
    }

    @Test
    void theStripAboveTheTableAddsUp() {
        alice.goesLong("600 x 10");
        alice.goesShort("400 x 5"); // 2000 ÷ 59990: 0.0333
        feed("60990 / 61000");

        var summary = engine().summary(alice.account);

        // 0.1 × 990 − 0.0333 × 1010; cash is 100000 − 3 − 0.99883350
        assertThat(summary.unrealized()).isEqualTo(e8("65.367"));
        assertThat(summary.cash()).isEqualTo(e8("99996.0011665"));
        assertThat(summary.equity()).isEqualTo(e8("100061.3681665"));
        assertThat(summary.marginUsed()).isEqualTo(e8("1000"));
        assertThat(summary.marginFree()).isEqualTo(e8("98996.0011665"));
        assertThat(summary.marginLevel()).isEqualTo(e8("100.06136816"));
        assertThat(engine().summary(bob.account)).isEqualTo(new Summary(e8("100000"), 0, e8("100000"), 0));
        assertThat(engine().summary(bob.account).marginLevel()).isZero();
        assertThat(engine().summary(999)).isEqualTo(new Summary(0, 0, 0, 0));
    }

    @Test
    void askingChangesNothing() {
        var empty = new Engine(Floor.SHARD);
        var before = StateTape.hash(empty);

        assertThat(empty.summary(alice.account)).isEqualTo(new Summary(0, 0, 0, 0));
        empty.positions(alice.account, position -> assertThat(position).isNull());
        assertThat(empty.prices()).isEmpty();

        assertThat(StateTape.hash(empty)).isEqualTo(before);
    }

    @Test
    void positionsAreListedNewestFirst() {
        var stakes = List.of(alice.goesLong("600 x 10"), alice.goesShort("600 x 10"), alice.goesLong("60 x 10"));
        stakes.get(1).closes();

        var ids = new ArrayList<Long>();
        engine().positions(alice.account, position -> ids.add(position.id()));

        assertThat(ids).containsExactly(stakes.get(2).id(), stakes.get(0).id());
    }

    @Test
    void nobodyUnknownHasPositions() {
        isRefused(
                new Command.OpenPosition(999, "", "BTC_USDC", Direction.LONG, e8("600"), 10, 0, 0, 0, 0, 0),
                "NOT_FOUND: The account is not open");
        isRefused(new Command.AmendPosition(999, 1, 0, 0, 0), "NOT_FOUND: The account is not open");
        isRefused(new Command.ClosePosition(999, 1, 0, ""), "NOT_FOUND: The account is not open");
        engine().positions(999, position -> assertThat(position).isNull());
    }
}
