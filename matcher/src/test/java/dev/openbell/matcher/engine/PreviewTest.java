package dev.openbell.matcher.engine;

import static dev.openbell.matcher.engine.Floor.e8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an order would do, said without doing it. */
class PreviewTest extends MarketFloor {
    @BeforeEach
    void someAreThere() {
        bob.sells("1 @ 100.00");
        alice.sells("1 @ 100.00");
        bob.sells("1 @ 101.00");
    }

    @Test
    void aLimitOrderTradesAndHoldsForTheRest() {
        var preview = preview(Side.BUY, "4 @ 101.00");

        assertThat(preview.refused()).isNull();
        assertThat(preview.fills())
                .containsExactly(new BookLevel(e8("100"), e8("2"), 2), new BookLevel(e8("101"), e8("1"), 1));
        // 301 ÷ 3; 0.1 + 0.1 + 0.101; 101 and 0.101.
        assertThat(preview.averagePrice()).isEqualTo(e8("100.33333333"));
        assertThat(preview.fee()).isEqualTo(e8("0.301"));
        assertThat(preview.feeAsset()).isEqualTo("USD");
        assertThat(preview.hold()).isEqualTo(e8("101.101"));
        assertThat(preview.holdAsset()).isEqualTo("USD");
    }

    @Test
    void aSellHoldsWhatItSells() {
        var preview = preview(Side.SELL, "2 @ 100.00");

        assertThat(preview.fills()).isEmpty();
        assertThat(preview.averagePrice()).isZero();
        assertThat(preview.hold()).isEqualTo(e8("2"));
        assertThat(preview.holdAsset()).isEqualTo("ETH");
    }

    @Test
    void whatCannotRestHoldsNothing() {
        assertThat(preview(Side.BUY, "4 @ 101.00 ioc").hold()).isZero();
        assertThat(preview(Side.BUY, "4 @ market").hold()).isZero();
        assertThat(preview(Side.BUY, "100 USD @ market").hold()).isZero();
    }

    @Test
    void theRestIsCancelledThatMeetsItsOwnAccount() {
        carol.sells("1 @ 101.00");

        var preview = preview(Side.BUY, "4 @ 101.00");

        assertThat(preview.fills()).hasSize(2);
        assertThat(preview.hold()).isZero();
    }

    @Test
    void aStopOnlyHolds() {
        var preview = preview(Side.BUY, "1 @ market when 105.00");

        assertThat(preview.fills()).isEmpty();
        assertThat(preview.hold()).isEqualTo(e8("110.36025"));
    }

    @Test
    void aRefusalIsTheSameAsThatOfTheOrder() {
        assertThat(preview(Side.BUY, "1 @ 100.00 post_only").refused())
                .isEqualTo(Refused.because(Why.WOULD_TAKE, e8("100")));
        assertThat(preview(Side.BUY, "1 @ 100.00 of DOGE-USD").refused())
                .isEqualTo(Refused.because(Why.UNKNOWN_INSTRUMENT));
        assertThat(engine().preview(Call.order(999, Side.BUY, "1 @ 100.00", now()))
                        .refused())
                .isEqualTo(Refused.because(Why.ACCOUNT_NOT_OPEN));
    }

    @Test
    void nothingChanges() {
        var before = StateTape.hash(engine());

        preview(Side.BUY, "4 @ 101.00");
        preview(Side.SELL, "1 @ market");

        assertThat(StateTape.hash(engine())).isEqualTo(before);
    }

    private Preview preview(Side side, String words) {
        return engine().preview(Call.order(carol.account, side, words, now()));
    }
}
