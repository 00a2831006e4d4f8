package dev.openbell.matcher.engine;

/** What money was moved for. */
public enum LedgerKind {
    GRANT,
    DEPOSIT,
    TRADE,
    FEE,
    /** Made by {@code ./openbell recover}: the difference that a loss has left. */
    CORRECTION
}
