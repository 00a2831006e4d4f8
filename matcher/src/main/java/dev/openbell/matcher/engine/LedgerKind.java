package dev.openbell.matcher.engine;

/** What money was moved for. */
public enum LedgerKind {
    GRANT,
    DEPOSIT,
    TRADE,
    FEE,
    /** What a position gained or lost, and what the house added where it lost more than its margin. */
    CFD_PNL,
    CFD_FEE,
    FINANCING,
    /** Made by {@code ./openbell recover}: the difference that a loss has left. */
    CORRECTION
}
