package dev.openbell.matcher.engine;

/** What the engine told, kept. */
sealed interface Told {
    record AccountOpened(long account, boolean synthetic) implements Told {}

    record AccountSuspended(long account) implements Told {}

    record AccountResumed(long account) implements Told {}

    record LimitsSet(long account, Limits limits) implements Told {}

    record InstrumentListed(Instrument instrument) implements Told {}

    record InstrumentHalted(String symbol) implements Told {}

    record InstrumentResumed(String symbol) implements Told {}

    record RulesSet(int version) implements Told {}

    record OrderPlaced(OrderSheet order) implements Told {}

    record Traded(Trade trade, OrderSheet maker, long makerFee, OrderSheet taker, long takerFee) implements Told {}

    record OrderAmended(OrderSheet order) implements Told {}

    record OrderTriggered(OrderSheet order) implements Told {}

    record OrderClosed(OrderSheet order) implements Told {}

    record CommandRefused(long account, Refused refused, String key) implements Told {}

    record CancelAfterSet(long account, long strikesAt) implements Told {}

    record Posted(long account, String asset, long amount, long balance, LedgerKind kind, long reference)
            implements Told {}

    record BalanceChanged(long account, Balance balance) implements Told {}

    record LevelChanged(String instrument, Side side, BookLevel level) implements Told {}

    record PositionChanged(PositionChange change, PositionSheet position, long gap) implements Told {}

    record PriceMarked(CfdPrice price) implements Told {}
}
