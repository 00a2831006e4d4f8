package dev.openbell.matcher.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.matcher.engine.Command.ListInstrument;
import org.junit.jupiter.api.Test;

/** An instrument whose trading is halted, and rules that change while orders rest. */
class HaltTest extends MarketFloor {
    @Test
    void whileItIsHaltedOrdersCanOnlyBeCancelled() {
        var bid = alice.buys("1 @ 100.00");
        var kept = alice.buys("1 @ 99.00 until 60");
        apply(new Command.HaltInstrument("ETH-USD"));

        bob.sells("1 @ 100.00").isRefused("INSTRUMENT_HALTED: Trading in this instrument is halted");
        alice.amends(bid, "0.5").isRefused("INSTRUMENT_HALTED: Trading in this instrument is halted");
        bob.buys("1 @ 100.00 of BTC-USD").is("open 0/1");
        alice.cancels(bid).is("cancelled user 0/1");
        seconds(60);
        kept.is("expired 0/1");

        apply(new Command.ResumeInstrument("ETH-USD"));
        bob.sells("1 @ 100.00").is("open 0/1");
    }

    @Test
    void newRulesLeaveItHalted() {
        apply(new Command.HaltInstrument("ETH-USD"));
        tickBecomes("0.05");

        bob.sells("1 @ 100.00").isRefused("INSTRUMENT_HALTED: Trading in this instrument is halted");
        assertThat(engine().instruments()).extracting(Instrument::halted).containsExactly(true, false);
    }

    @Test
    void toHaltOrResumeTwiceIsToDoItOnce() {
        apply(new Command.ResumeInstrument("ETH-USD"));
        apply(new Command.HaltInstrument("ETH-USD"));
        long before = engine().sequence();

        apply(new Command.HaltInstrument("ETH-USD"));

        assertThat(engine().sequence()).isEqualTo(before);
        isRefused(new Command.HaltInstrument("DOGE-USD"), "UNKNOWN_INSTRUMENT: No such instrument is traded here");
        isRefused(new Command.ResumeInstrument("DOGE-USD"), "UNKNOWN_INSTRUMENT: No such instrument is traded here");
    }

    @Test
    void rulesThatNobodyKnowsStopTheEngine() {
        apply(new Command.SetRules(Engine.RULES));

        assertThat(told().getLast()).isEqualTo(new Told.RulesSet(Engine.RULES));
        assertThatThrownBy(() -> apply(new Command.SetRules(Engine.RULES + 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatItTradesStays() {
        var bid = alice.buys("1 @ 100.00");

        isRefused(
                new ListInstrument(Floor.ofOtherAssets(Floor.ETH_USD)),
                "VALIDATION: base and quote of a listed instrument cannot change");

        assertThat(engine().instruments()).contains(Floor.ETH_USD);
        bid.is("open 0/1");
    }
}
