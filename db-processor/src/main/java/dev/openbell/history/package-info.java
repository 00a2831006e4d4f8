/**
 * The one door to PostgreSQL.
 *
 * <pre>
 *   market.events ──▶ market ──▶ orders, trades, positions … ──▶ archive ──▶ HistoryService
 *                       ledger and fills against balances and positions ──▶ settlement ──▶ a metric that is 0
 *   price.updates ──▶ candles ──▶ candles of the feed     ──▶ archive
 *   user.commands ──▶ users  ──▶ users, families, keys    ──▶ users   ──▶ UserService
 *                       └──▶ auth.revocations, user.events
 * </pre>
 *
 * Rows and the position in the log that they came from are one transaction, so the tables are a fold of the log, always.
 */
@NullMarked
package dev.openbell.history;

import org.jspecify.annotations.NullMarked;
