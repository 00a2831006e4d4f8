/**
 * The fold of {@code market.events}: what the engine said has happened becomes rows.
 *
 * <pre>
 *   records ──▶ {@link dev.openbell.events.v1.EventRecord} (checked) ──▶ {@link dev.openbell.history.market.Batch} (rows, each order once)
 *           ──▶ {@link dev.openbell.history.market.MarketTables} (one transaction with the position)
 * </pre>
 */
@NullMarked
package dev.openbell.history.market;

import org.jspecify.annotations.NullMarked;
