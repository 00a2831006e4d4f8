package dev.openbell.e2e.scenarios;

import dev.openbell.e2e.dsl.ExchangeTest;
import org.junit.jupiter.api.Test;

/** Positions against the house. Opening and closing cost 0.05 % of what changes hands. */
class CfdTest extends ExchangeTest {
    @Test
    void whatIsWonIsPaid() {
        quotes.are("59990 / 60000");
        var position = alice.goesLong("600 x 10"); // 0.1 BTC, a fee of 3
        position.isLiquidatedAt("54271.3");
        alice.has("99397 USD");
        alice.hasLocked("600 USD");

        quotes.are("61000 / 61010");
        alice.closes(position); // 100 won, a fee of 3.05

        alice.has("100093.95 USD");
        alice.hasLocked("0 USD");
        alice.mayNotClose(position, "POSITION_CLOSED");
        bob.mayNotClose(position, "UNKNOWN_POSITION");
    }

    @Test
    void aPositionClosesByItselfWhenThePriceGetsThere() {
        quotes.are("59990 / 60000");
        var careful = alice.goesLong("600 x 10 stop 58000");
        var content = bob.goesShort("600 x 10 take 58500");
        var greedy = carol.goesLong("600 x 10");

        quotes.are("57990 / 58000");

        careful.is("stop_loss");
        content.is("take_profit");
        greedy.is("open");
        alice.has("99793.1005 USD"); // − 3 for opening, − 201 lost, − 2.8995 for closing

        quotes.are("54000 / 54010");
        greedy.is("liquidated");
        carol.has("99397 USD"); // 600 are lost, which was the margin: the 2.7 for closing the house adds
    }

    @Test
    void aTrailingStopFollows() {
        quotes.are("59990 / 60000");
        var position = alice.goesLong("600 x 10 trail 500");
        quotes.are("61000 / 61010");
        quotes.are("60501 / 60511");
        position.is("open");
        quotes.are("60500 / 60510");
        position.is("trailing_stop");
    }

    @Test
    void nobodyOpensWhatIsNotQuotedOrNotCovered() {
        alice.mayNotGoLong("600 x 10", "STALE_PRICE");
        quotes.are("59990 / 60000");
        alice.mayNotGoLong("100000 x 10", "INSUFFICIENT_FUNDS");
        alice.mayNotGoLong("600 x 101", "LEVERAGE_OUT_OF_RANGE");
        alice.mayNotGoLong("600 x 10 stop 59990", "INVALID_TRIGGER");
        alice.mayNotGoLong("0.5 x 10", "BELOW_MIN_NOTIONAL");
    }
}
