package dev.openbell.matcher.engine;

/** What has happened. Complete in itself, and never taken back. */
public sealed interface Event {
    record AccountOpened(long account, boolean synthetic) implements Event {}

    record InstrumentListed(Instrument instrument) implements Event {}

    /** An order was accepted; its trades, if it made any, follow. */
    record OrderPlaced(OrderState order) implements Event {}

    /** Two orders traded: the one that rested and the one that came in, each as it stands after the trade. */
    record Traded(Trade trade, OrderState maker, long makerFee, OrderState taker, long takerFee) implements Event {}

    /** Cancelled; the order says why. */
    record OrderClosed(OrderState order) implements Event {}

    record CommandRefused(long account, Refused refused, String key) implements Event {}

    /** Money moved into or out of a wallet or a house account. */
    record LedgerPosted(long account, String asset, long amount, long balance, LedgerKind kind, long reference)
            implements Event {}

    /** How an asset of a wallet stands after the command. */
    record BalanceChanged(long account, Balance balance) implements Event {}

    /** How a price of a book stands after the command; no quantity means that the price is gone. */
    record BookLevelChanged(String instrument, Side side, BookLevel level) implements Event {}

    record Trade(long id, String instrument, long price, long quantity, Side takerSide, boolean synthetic, long time) {}

    record Balance(String asset, long available, long held, long margin) {
        public long total() {
            return available + held + margin;
        }
    }

    record BookLevel(long price, long quantity, int orders) {}

    enum LedgerKind {
        GRANT,
        DEPOSIT,
        TRADE,
        FEE
    }
}
