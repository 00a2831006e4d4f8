package dev.openbell.e2e.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.e2e.dsl.Floor.Receipt;
import dev.openbell.e2e.dsl.Floor.Seat;
import dev.openbell.e2e.dsl.Floor.Stake;
import java.math.BigDecimal;
import java.time.Duration;

/** Somebody who trades. Amounts are written as traders write them: {@code 5 @ 100.00}. */
public final class Trader {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Seat seat;
    private final String instrument;
    private final Quotes quotes;

    Trader(Seat seat, String instrument, Quotes quotes) {
        this.seat = seat;
        this.instrument = instrument;
        this.quotes = quotes;
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

    /** A position that the broker took. */
    public final class Held {
        private final String id;

        private Held(String id) {
            this.id = id;
        }

        /** {@code open}, {@code closed}, {@code stop_loss} …; a price may still be on its way. */
        public void is(String status) {
            Eventually.holds(SOON, () -> assertThat(seat.stake(id).status()).isEqualTo(status));
        }

        public void isLiquidatedAt(String price) {
            assertThat(seat.stake(id).liquidation()).isEqualByComparingTo(price);
        }
    }

    /** With the broker, in the words of {@link Bet}. */
    public Held goesLong(String bet) {
        return held(seat.opens(quotes.symbol(), Bet.read(true, bet)));
    }

    public Held goesShort(String bet) {
        return held(seat.opens(quotes.symbol(), Bet.read(false, bet)));
    }

    public void mayNotGoLong(String bet, String because) {
        assertThat(seat.opens(quotes.symbol(), Bet.read(true, bet)).refusal()).isEqualTo(because);
    }

    public void closes(Held position) {
        assertThat(seat.closes(position.id).status()).isEqualTo("closed");
    }

    public void mayNotClose(Held position, String because) {
        assertThat(seat.closes(position.id).refusal()).isEqualTo(because);
    }

    /** What is locked for positions. */
    public void hasLocked(String amountAndAsset) {
        var sum = Sum.read(amountAndAsset);
        assertThat(seat.margin(sum.asset)).isEqualByComparingTo(sum.amount);
    }

    private Held held(Stake stake) {
        assertThat(stake.refusal()).isEmpty();
        return new Held(stake.positionId());
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
        var sum = Sum.read(amountAndAsset);
        assertThat(seat.available(sum.asset)).isEqualByComparingTo(sum.amount);
    }

    public void holds(String amountAndAsset) {
        var sum = Sum.read(amountAndAsset);
        assertThat(seat.held(sum.asset)).isEqualByComparingTo(sum.amount);
    }

    /** Any order, in the words of {@link Ticket}. */
    public Placed places(String order) {
        return accepted(seat.places(instrument, Ticket.read(order), ""));
    }

    public void mayNotPlace(String order, String because) {
        assertThat(seat.places(instrument, Ticket.read(order), "").refusal()).isEqualTo(because);
    }

    public void amends(Placed order, String quantityAtPrice) {
        var terms = Terms.read(quantityAtPrice);
        assertThat(seat.amends(order.id, terms.quantity, terms.price).refusal()).isEmpty();
    }

    public void mayNotAmend(Placed order, String quantityAtPrice, String because) {
        var terms = Terms.read(quantityAtPrice);
        assertThat(seat.amends(order.id, terms.quantity, terms.price).refusal()).isEqualTo(because);
    }

    public void cancelsAll(int orders) {
        assertThat(seat.cancelsAll()).isEqualTo(orders);
    }

    private Receipt place(boolean buys, String quantityAtPrice, String key) {
        return seat.places(instrument, Ticket.read((buys ? "buy " : "sell ") + quantityAtPrice), key);
    }

    private Placed accepted(Receipt receipt) {
        assertThat(receipt.refusal()).isEmpty();
        return new Placed(receipt.orderId());
    }

    private void executed(boolean bought, String quantityAtPrice) {
        var terms = Terms.read(quantityAtPrice);
        var execution = seat.nextExecution();
        assertThat(execution.bought()).isEqualTo(bought);
        assertThat(execution.quantity()).isEqualByComparingTo(terms.quantity);
        assertThat(execution.price()).isEqualByComparingTo(terms.price);
    }

    /** {@code 5 @ 100.00}. */
    private record Terms(BigDecimal quantity, BigDecimal price) {
        static Terms read(String text) {
            int at = text.indexOf(" @ ");
            return new Terms(new BigDecimal(text.substring(0, at)), new BigDecimal(text.substring(at + 3)));
        }
    }

    /** {@code 1001 USD}. */
    private record Sum(BigDecimal amount, String asset) {
        static Sum read(String text) {
            int space = text.indexOf(' ');
            return new Sum(new BigDecimal(text.substring(0, space)), text.substring(space + 1));
        }
    }
}
