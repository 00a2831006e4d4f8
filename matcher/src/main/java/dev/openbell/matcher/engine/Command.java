package dev.openbell.matcher.engine;

import java.util.List;

/** What is asked of the market. */
public sealed interface Command {
    /** Opens the wallet of an account and grants the demo money; nothing happens when it is open. */
    record OpenAccount(long account, boolean synthetic) implements Command {}

    /**
     * An order. A number that is 0 is not given.
     *
     * @param quoteQuantity the most that a market buy may spend, fee included
     * @param session the order session that places it, when it is to be cancelled with it
     */
    record PlaceOrder(
            long account,
            String key,
            String instrument,
            Side side,
            OrderType type,
            long price,
            long stopPrice,
            long quantity,
            long quoteQuantity,
            TimeInForce timeInForce,
            long expiresAt,
            boolean postOnly,
            SelfTrade selfTrade,
            long session)
            implements Command {
        /** A plain limit order that stands until it is cancelled. */
        public static PlaceOrder limit(
                long account, String key, String instrument, Side side, long price, long quantity) {
            return new PlaceOrder(
                    account,
                    key,
                    instrument,
                    side,
                    OrderType.LIMIT,
                    price,
                    0,
                    quantity,
                    0,
                    TimeInForce.GTC,
                    0,
                    false,
                    SelfTrade.CANCEL_NEWEST,
                    0);
        }
    }

    record CancelOrder(long account, OrderName order) implements Command {}

    /** Another price or another total quantity; 0 leaves it as it is. */
    record AmendOrder(long account, OrderName order, long price, long quantity, String key) implements Command {}

    /**
     * All open orders of an account.
     *
     * @param instrument only this one's, unless empty
     * @param session only what this order session placed, unless 0
     */
    record CancelAllOrders(long account, String instrument, long session, Reason reason) implements Command {}

    /** The dead-man's switch: after so long everything open is cancelled; 0 switches it off. */
    record CancelAfter(long account, long timeoutMillis) implements Command {}

    /** Demo money, within the limit of a day. */
    record Deposit(long account, String asset, long amount, String key, boolean unlimited) implements Command {}

    /**
     * A position against the house, as large as margin × leverage buys. A number that is 0 is not given.
     *
     * @param asset the symbol of a CFD
     * @param trailing how far a trailing stop follows behind the best mark
     * @param expected the price that the trader saw: one that is worse by more than the slippage is refused
     */
    record OpenPosition(
            long account,
            String key,
            String asset,
            Direction direction,
            long margin,
            int leverage,
            long stopLoss,
            long takeProfit,
            long trailing,
            long expected,
            long slippage)
            implements Command {}

    /** Other prices at which a position is to be closed: 0 takes one away, {@link #KEEP} leaves it as it is. */
    record AmendPosition(long account, long position, long stopLoss, long takeProfit, long trailing)
            implements Command {
        public static final long KEEP = -1;
    }

    /** Closes so much of a position at the market; 0 is all of it. */
    record ClosePosition(long account, long position, long quantity, String key) implements Command {}

    /**
     * A price of the feed for a CFD.
     *
     * @param epoch which run of the source; a later one is higher
     * @param sequence counts up within the epoch: what is older than what is known is passed over
     */
    record PriceTick(String symbol, long bid, long ask, long last, long epoch, long sequence) implements Command {}

    /** Lists an instrument, or changes the rules of one; whether it is halted stays as it is. */
    record ListInstrument(Instrument instrument) implements Command {}

    record HaltInstrument(String symbol) implements Command {}

    record ResumeInstrument(String symbol) implements Command {}

    /** Cancels what the account has open and accepts nothing of it until it is resumed. */
    record SuspendAccount(long account) implements Command {}

    record ResumeAccount(long account) implements Command {}

    record SetLimits(long account, Limits limits) implements Command {}

    /** From here on the engine behaves as this version of the rules says. */
    record SetRules(int version) implements Command {}

    /** These order sessions live; when nothing is heard of one for long, what it placed is cancelled. */
    record KeepSessions(List<Session> sessions) implements Command {
        public KeepSessions {
            sessions = List.copyOf(sessions);
        }

        public record Session(long account, long id) {}
    }

    /** Nothing but time. */
    record TimePassed() implements Command {}

    /** A record that cannot be read as a command: it is refused, and changes nothing. */
    record Unreadable(long account) implements Command {}

    /** How a trader names an order: by the venue's id, or by the key that it was placed with. */
    record OrderName(long id, String key) {
        public static OrderName byId(long id) {
            return new OrderName(id, "");
        }

        public static OrderName byKey(String key) {
            return new OrderName(0, key);
        }
    }
}
