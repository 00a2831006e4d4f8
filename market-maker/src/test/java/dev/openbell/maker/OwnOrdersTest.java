package dev.openbell.maker;

import static dev.openbell.maker.Venue.filled;
import static dev.openbell.maker.Venue.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.trading.v1.BookLevel;
import dev.openbell.trading.v1.Order;
import dev.openbell.trading.v1.Side;
import org.junit.jupiter.api.Test;

class OwnOrdersTest {
    private final OwnOrders orders = new OwnOrders();
    private final Order order = order(Side.BUY, 100, 10);

    @Test
    void theLaterWordCounts() {
        orders.saw(filled(order, 4), 7);
        orders.saw(order, 5);

        assertThat(orders.openIn("SOL-USD")).containsExactly(filled(order, 4));
        assertThat(orders.openIn("BTC-USD")).isEmpty();
    }

    /** The report that an order has traded may come before the answer that it was placed. */
    @Test
    void whatHasClosedStaysClosed() {
        orders.saw(filled(order, 10), 6);
        orders.saw(order, 5);

        assertThat(orders.openIn("SOL-USD")).isEmpty();
    }

    @Test
    void itStaysClosedAfterManyOthers() {
        orders.saw(filled(order, 10), 6);
        for (int i = 0; i < 20_000; i++) {
            var other = order(Side.SELL, 200, 10);
            orders.saw(filled(other, 10), 10 + i);
        }

        orders.saw(order, 5);

        assertThat(orders.openIn("SOL-USD")).isEmpty();
    }

    @Test
    void whatTheVenueDoesNotKnowIsForgotten() {
        orders.saw(order, 5);

        orders.forget(order.getOrderId());

        assertThat(orders.openIn("SOL-USD")).isEmpty();
    }

    /** What was placed over a line that broke is gone, and no report says so. */
    @Test
    void aNewLineBeginsWithNothing() {
        orders.saw(order, 5);

        orders.forgetAll();

        assertThat(orders.openIn("SOL-USD")).isEmpty();
    }

    @Test
    void aPriceIsItsOwnWhenNobodyElseStandsThere() {
        orders.saw(order, 5);
        orders.saw(order(Side.BUY, 100, 3), 6);
        orders.saw(order(Side.BUY, 99, 3), 7);

        assertThat(orders.areAll(level(100, 2), Side.BUY, "SOL-USD")).isTrue();
        assertThat(orders.areAll(level(100, 3), Side.BUY, "SOL-USD"))
                .as("somebody stands with it")
                .isFalse();
        assertThat(orders.areAll(level(101, 1), Side.BUY, "SOL-USD"))
                .as("somebody stands before it")
                .isFalse();
        assertThat(orders.areAll(level(100, 2), Side.SELL, "SOL-USD")).isFalse();
    }

    private static BookLevel level(long price, int count) {
        return BookLevel.newBuilder().setPriceE8(price).setOrders(count).build();
    }
}
