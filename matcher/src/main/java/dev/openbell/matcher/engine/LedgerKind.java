package dev.openbell.matcher.engine;

/** What money was moved for. */
public enum LedgerKind {
    GRANT,
    DEPOSIT,
    TRADE,
    FEE
}
