package dev.openbell.e2e.dsl;

import java.math.BigDecimal;
import java.util.List;

/** Where a scenario is played: the bare engine, or the whole venue. */
public interface Floor {
    /** An instrument that nobody has traded yet: tick 0.01, lot 0.001, fees of 0.05 % and 0.1 %, quoted in USD. */
    String freshInstrument();

    /** A CFD that nobody holds yet, on BTC: tick 0.1, lot 0.0001, a fee of 0.05 %, a maintenance rate of 0.5 %. */
    String freshCfd();

    /** The feed says this of a CFD. */
    void quotes(String cfd, BigDecimal bid, BigDecimal ask);

    /** A new trader with 100,000 USD and 1,000 of what is traded. */
    Seat seat(String name);

    /** The book's sides, best price first. */
    List<Level> book(String instrument, boolean bids);

    record Level(BigDecimal price, BigDecimal quantity) {}

    /** A trade as its owner was told of it. */
    record Execution(boolean bought, BigDecimal quantity, BigDecimal price) {}

    /**
     * An order as it stands.
     *
     * @param refusal the code when there is no order
     */
    record Receipt(String orderId, String status, String refusal) {}

    /**
     * A CFD position as it stands.
     *
     * @param status open, or why it was closed
     * @param liquidation the price that liquidates it
     * @param refusal the code when there is no position
     */
    record Stake(String positionId, String status, BigDecimal quantity, BigDecimal liquidation, String refusal) {
        static Stake refused(String code) {
            return new Stake("", "", BigDecimal.ZERO, BigDecimal.ZERO, code);
        }
    }

    /** The place of one trader. */
    interface Seat {
        Receipt places(String instrument, Ticket ticket, String key);

        /** Another total quantity at another price. */
        Receipt amends(String orderId, BigDecimal quantity, BigDecimal price);

        /** Everything that is open, and how much that was. */
        int cancelsAll();

        Receipt cancels(String orderId);

        Receipt order(String orderId);

        /** The next execution that the trader was told of; waits for it as long as the floor needs. */
        Execution nextExecution();

        BigDecimal available(String asset);

        BigDecimal held(String asset);

        BigDecimal margin(String asset);

        Stake opens(String cfd, Bet bet);

        Stake closes(String positionId);

        Stake stake(String positionId);
    }
}
