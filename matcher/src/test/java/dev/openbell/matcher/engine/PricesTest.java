package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Floor.e8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the feed says, and what the market believes of it. */
class PricesTest extends CfdFloor {
    @Test
    void aPriceIsPutOnTheGrid() {
        feed("59990.17 / 60000.01");

        assertThat(engine().prices())
                .containsExactly(new CfdPrice("BTC_USDC", e8("59990.1"), e8("60000.1"), e8("59990.17"), now()));
        assertThat(told().getLast())
                .isEqualTo(new Told.PriceMarked(engine().prices().getFirst()));
    }

    @Test
    void whatIsOlderThanWhatIsKnownChangesNothing() {
        feed("100 / 101", 7, 20);
        long before = engine().sequence();

        feed("90 / 91", 7, 19);
        feed("90 / 91", 7, 20);
        feed("90 / 91", 6, 99);

        assertThat(engine().sequence()).isEqualTo(before);
        assertThat(engine().prices().getFirst().bid()).isEqualTo(e8("100"));
        feed("90 / 91", 8, 1); // the source has started anew
        assertThat(engine().prices().getFirst().bid()).isEqualTo(e8("90"));
    }

    @Test
    void whatIsNoPriceIsRefused() {
        isRefused(tick("BTC_USDC", "0.09", "1", "1"), "VALIDATION: bid must be above zero, and not above ask");
        isRefused(tick("BTC_USDC", "2", "1", "1"), "VALIDATION: bid must be above zero, and not above ask");
        isRefused(tick("BTC_USDC", "-2", "-1", "1"), "VALIDATION: bid must be above zero, and not above ask");
        isRefused(
                new Command.PriceTick("BTC_USDC", e8("1"), Long.MAX_VALUE, 1, 1, 1),
                "LIMIT_EXCEEDED: Price × quantity is too large");
        isRefused(tick("ETH_USDC", "1", "2", "1"), "UNKNOWN_INSTRUMENT: No such instrument is traded here");
        isRefused(tick("BTC-USD", "1", "2", "1"), "UNKNOWN_INSTRUMENT: No such instrument is traded here");
        assertThat(engine().prices()).isEmpty();
    }

    private static Command tick(String symbol, String bid, String ask, String last) {
        return new Command.PriceTick(symbol, e8(bid), e8(ask), e8(last), 1, 1);
    }

    /** The middle of the feed's price, ± 50 %, until somebody has traded. */
    @Test
    void theBandOfANewMarketLiesAroundTheFeedsPrice() {
        feed("59990 / 60010");

        alice.buys("0.1 @ 29999.5 of BTC-USD")
                .isRefused("PRICE_OUT_OF_BAND: The price must lie between 30000 and 90000");
        alice.buys("0.1 @ 30000 of BTC-USD").is("open 0/0.1");
        alice.buys("10 @ 1.00").is("open 0/10"); // of ETH the feed says nothing
        bob.deposits("1 BTC");
        bob.sells("0.1 @ 30000 of BTC-USD").is("filled 0.1/0.1");
        alice.buys("0.1 @ 60000 of BTC-USD").isRefused("PRICE_OUT_OF_BAND: The price must lie between 15000 and 45000");
    }

    @Test
    void aCfdHasNoBook() {
        alice.buys("1 @ 100.00 of BTC_USDC").isRefused("UNKNOWN_INSTRUMENT: No such instrument is traded here");
        assertThat(engine().trades("BTC_USDC")).isFalse();
        assertThat(engine().instruments()).contains(BTC_USDC);
    }

    @Test
    void neitherKindNorGridOfWhatIsListedChanges() {
        var terms = new CfdTerms(50, e8("0.01"), 0);
        isRefused(
                new Command.ListInstrument(rules("BTC-USD", "0.1", "0.0001", terms)),
                "VALIDATION: kind of a listed instrument cannot change");
        isRefused(
                new Command.ListInstrument(rules("BTC_USDC", "0.1", "0.0001", null)),
                "VALIDATION: kind of a listed instrument cannot change");
        isRefused(
                new Command.ListInstrument(rules("BTC_USDC", "0.5", "0.0001", terms)),
                "VALIDATION: tick and lot of a listed CFD cannot change");
        isRefused(
                new Command.ListInstrument(rules("BTC_USDC", "0.1", "0.001", terms)),
                "VALIDATION: tick and lot of a listed CFD cannot change");

        apply(new Command.ListInstrument(rules("BTC_USDC", "0.1", "0.0001", terms)));
        assertThat(engine().instruments().getLast().cfd()).isEqualTo(terms);
    }

    private static Instrument rules(String symbol, String tick, String lot, @Nullable CfdTerms terms) {
        return new Instrument(symbol, "BTC", "USD", e8(tick), e8(lot), 0, 0, 0, 0, e8("0.0005"), false, terms);
    }
}
