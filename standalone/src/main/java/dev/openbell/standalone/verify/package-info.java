/**
 * Whether the tables of the market are what its events say, and whether the ledger agrees with itself.
 * <pre>
 *   market.events ──▶ Chain (is it whole?) ──▶ Fold ──▶ a Comparison for each table ◀── Snapshot ◀── PostgreSQL
 *                                       └────▶ Auditor (the ledger with itself)
 * </pre>
 * Log and tables are read side by side, both in the order of the events, and nothing is kept but what is still in motion: the open
 * orders, at about 1 KB each, the wallets, and what was found wrong. Where the log was trimmed, an {@link Opening} says how everything
 * stood.
 *
 * <p>It is written from the contract alone. It shares no code with the matcher, nor with the db-processor and its SQL, so that a mistake
 * there is not made here as well; what looks like theirs is written twice on purpose.
 */
@NullMarked
package dev.openbell.standalone.verify;

import org.jspecify.annotations.NullMarked;
