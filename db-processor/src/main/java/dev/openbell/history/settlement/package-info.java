/**
 * The books are closed, day by day, and compared with what the engine and the folds say. Two ways to the same sums that share nothing but
 * the rows they begin with:
 *
 * <pre>
 *   ledger_entries, fills ──▶ sums per day ──▶ settlements ──┐
 *                                                            ├──▶ difference, which is 0
 *   BalanceChanged, Traded ──▶ balances, positions ──────────┘
 * </pre>
 */
@NullMarked
package dev.openbell.history.settlement;

import org.jspecify.annotations.NullMarked;
