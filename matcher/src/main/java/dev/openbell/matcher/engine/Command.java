package dev.openbell.matcher.engine;

/** What is asked of the market. */
public sealed interface Command {
    /** Opens the wallet of an account and grants the demo money; nothing happens when it is open. */
    record OpenAccount(long account, boolean synthetic) implements Command {}

    /** A limit order: trades at its price or better, and rests with what is left. */
    record PlaceOrder(long account, String key, String instrument, Side side, long price, long quantity)
            implements Command {}

    record CancelOrder(long account, OrderName order) implements Command {}

    /** Demo money, within the limit of a day. */
    record Deposit(long account, String asset, long amount, String key, boolean unlimited) implements Command {}

    /** Lists an instrument, or changes the rules of one. */
    record ListInstrument(Instrument instrument) implements Command {}

    /** Nothing but time. */
    record TimePassed() implements Command {}

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
