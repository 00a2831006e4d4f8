package dev.openbell.e2e.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.e2e.dsl.Floor.Execution;
import dev.openbell.e2e.dsl.Floor.Receipt;
import dev.openbell.e2e.dsl.Floor.Seat;
import java.math.BigDecimal;

/** Somebody who trades. Amounts are written as traders write them: {@code 5 @ 100.00}. */
public final class Trader {
    private final Seat seat;
    private final String instrument;

    Trader(Seat seat, String instrument) {
        this.seat = seat;
        this.instrument = instrument;
    }

    /** An order that the venue took. */
    public final class Placed {
        private final String id;

        private Placed(String id) {
            this.id = id;
        }

        public void is(String status) {
            assertThat(seat.order(id).status()).isEqualTo(status);
        }

        public void isTheSameAs(Placed other) {
            assertThat(id).isEqualTo(other.id);
        }
    }

    public Placed buys(String quantityAtPrice) {
        return accepted(place(true, quantityAtPrice, ""));
    }

    public Placed sells(String quantityAtPrice) {
        return accepted(place(false, quantityAtPrice, ""));
    }

    public Placed buysWithKey(String key, String quantityAtPrice) {
        return accepted(place(true, quantityAtPrice, key));
    }

    public void mayNotBuy(String quantityAtPrice, String because) {
        assertThat(place(true, quantityAtPrice, "").refusal()).isEqualTo(because);
    }

    public void mayNotBuyWithKey(String key, String quantityAtPrice, String because) {
        assertThat(place(true, quantityAtPrice, key).refusal()).isEqualTo(because);
    }

    public void mayNotSell(String quantityAtPrice, String because) {
        assertThat(place(false, quantityAtPrice, "").refusal()).isEqualTo(because);
    }

    public void cancels(Placed order) {
        assertThat(seat.cancels(order.id).status()).isEqualTo("cancelled");
    }

    public void mayNotCancel(Placed order, String because) {
        assertThat(seat.cancels(order.id).refusal()).isEqualTo(because);
    }

    /** Was told so, next. */
    public void bought(String quantityAtPrice) {
        executed(true, quantityAtPrice);
    }

    public void sold(String quantityAtPrice) {
        executed(false, quantityAtPrice);
    }

    public void has(String amountAndAsset) {
        var words = amountAndAsset.split(" ");
        assertThat(seat.available(words[1])).isEqualByComparingTo(words[0]);
    }

    public void holds(String amountAndAsset) {
        var words = amountAndAsset.split(" ");
        assertThat(seat.held(words[1])).isEqualByComparingTo(words[0]);
    }

    private Receipt place(boolean buys, String quantityAtPrice, String key) {
        var words = quantityAtPrice.split(" @ ");
        return seat.places(instrument, buys, new BigDecimal(words[0]), new BigDecimal(words[1]), key);
    }

    private Placed accepted(Receipt receipt) {
        assertThat(receipt.refusal()).isEmpty();
        return new Placed(receipt.orderId());
    }

    private void executed(boolean bought, String quantityAtPrice) {
        var words = quantityAtPrice.split(" @ ");
        Execution execution = seat.nextExecution();
        assertThat(execution.bought()).isEqualTo(bought);
        assertThat(execution.quantity()).isEqualByComparingTo(words[0]);
        assertThat(execution.price()).isEqualByComparingTo(words[1]);
    }
}
