package dev.openbell.e2e.scenarios;

import dev.openbell.e2e.dsl.ExchangeTest;
import org.junit.jupiter.api.Test;

/** A bot that got no answer asks again. */
class RepeatTest extends ExchangeTest {
    @Test
    void theSameKeyIsTheSameOrder() {
        var first = alice.buysWithKey("monday-1", "1 @ 100.00");

        alice.buysWithKey("monday-1", "1 @ 100.00").isTheSameAs(first);

        alice.mayNotBuyWithKey("monday-1", "2 @ 100.00", "IDEMPOTENCY_CONFLICT");
        market.shows("""
                bid | price  | ask
                  1 | 100.00 |
                """);
    }

    @Test
    void aClosedOrderCannotBeCancelledAgain() {
        var order = alice.buys("1 @ 100.00");
        alice.cancels(order);

        alice.mayNotCancel(order, "ORDER_CLOSED");
        bob.mayNotCancel(order, "UNKNOWN_ORDER");
    }

    @Test
    void nobodyTradesWithThemselves() {
        alice.sells("1 @ 100.00");

        alice.buys("1 @ 100.00").is("cancelled");

        market.shows("""
                bid | price  | ask
                    | 100.00 |   1
                """);
    }
}
