package dev.openbell.matcher.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.money.E8;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.refusal.Refusal.FieldError;
import dev.openbell.trading.v1.AmendPositionRequest;
import dev.openbell.trading.v1.ClosePositionRequest;
import dev.openbell.trading.v1.Direction;
import dev.openbell.trading.v1.OpenPositionRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is wrong with a request about a position is said field by field, and reaches no log. */
class CfdTicketsTest {
    private static OpenPositionRequest.Builder good() {
        return OpenPositionRequest.newBuilder()
                .setAsset("BTC_USDC")
                .setDirection(Direction.LONG)
                .setMarginE8(E8.parse("600"))
                .setLeverage(10);
    }

    @Test
    void whoGivesNoKeyIsGivenOne() {
        assertThat(CfdTickets.open(good().build()).getIdempotencyKey()).isNotEmpty();
        assertThat(CfdTickets.open(good().setIdempotencyKey("k1").build()).getIdempotencyKey())
                .isEqualTo("k1");
        isWrong(() -> CfdTickets.open(good().setIdempotencyKey("k 1").build()), "idempotency_key");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        isWrong(() -> CfdTickets.open(OpenPositionRequest.getDefaultInstance()), "asset", "direction", "margin");
        isWrong(() -> CfdTickets.open(good().setStopLossPriceE8(0).build()), "stop_loss_price");
        isWrong(() -> CfdTickets.open(good().setTrailingDistanceE8(-1).build()), "trailing_distance");
    }

    @Test
    void slippageIsFromAPriceThatWasExpected() {
        isWrong(() -> CfdTickets.open(good().setMaxSlippageE8(1).build()), "expected_price");
        isWrong(
                () -> CfdTickets.open(
                        good().setExpectedPriceE8(1).setMaxSlippageE8(-1).build()),
                "max_slippage");
        assertThat(CfdTickets.open(
                                good().setExpectedPriceE8(1).setMaxSlippageE8(0).build())
                        .hasMaxSlippageE8())
                .isTrue();
    }

    @Test
    void zeroTakesATriggerAwayAndNothingIsNoChange() {
        var amend = AmendPositionRequest.newBuilder().setPositionId("p1");
        isWrong(() -> CfdTickets.amend(amend.build()), "stop_loss_price");
        assertThat(CfdTickets.amend(amend.clone().setTakeProfitPriceE8(0).build())
                        .hasTakeProfitPriceE8())
                .isTrue();
        isWrong(() -> CfdTickets.amend(amend.clone().setTakeProfitPriceE8(-1).build()), "take_profit_price");
    }

    @Test
    void aPartIsMoreThanNothing() {
        var close = ClosePositionRequest.newBuilder().setPositionId("p1");
        assertThat(CfdTickets.close(close.build()).hasQuantityE8()).isFalse();
        isWrong(() -> CfdTickets.close(close.clone().setQuantityE8(0).build()), "quantity");
        isWrong(() -> CfdTickets.close(ClosePositionRequest.getDefaultInstance()), "position_id");
    }

    private static void isWrong(ThrowingCallable reading, String... fields) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(FieldError::field)
                                .containsExactly(fields));
    }
}
