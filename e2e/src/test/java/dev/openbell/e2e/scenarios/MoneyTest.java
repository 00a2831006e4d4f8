package dev.openbell.e2e.scenarios;

import dev.openbell.e2e.dsl.ExchangeTest;
import org.junit.jupiter.api.Test;

/** What is held, what is paid, and what comes back. */
class MoneyTest extends ExchangeTest {
    @Test
    void anOpenOrderHoldsWhatItCanCostAndGivesItBack() {
        var order = alice.buys("10 @ 100.00");
        alice.holds("1001 USD");
        alice.has("98999 USD");

        alice.cancels(order);

        alice.holds("0 USD");
        alice.has("100000 USD");
        order.is("cancelled");
    }

    @Test
    void aTradePaysBothSidesAndTheFees() {
        alice.sells("10 @ 100.00");

        bob.buys("10 @ 100.00");

        alice.has("100999.5 USD");
        alice.has("990 SOL");
        bob.has("98999 USD");
        bob.has("1010 SOL");
    }

    @Test
    void nobodySpendsWhatTheyDoNotHave() {
        alice.mayNotBuy("1000 @ 100.00", "INSUFFICIENT_FUNDS");
        alice.mayNotSell("1000.001 @ 100.00", "INSUFFICIENT_FUNDS");
        alice.has("100000 USD");
    }

    @Test
    void anOrderOffTheGridIsRefused() {
        alice.mayNotBuy("1 @ 100.005", "INVALID_TICK");
        alice.mayNotBuy("1.0005 @ 100.00", "INVALID_LOT");
        alice.mayNotBuy("0.001 @ 100.00", "BELOW_MIN_NOTIONAL");
    }
}
