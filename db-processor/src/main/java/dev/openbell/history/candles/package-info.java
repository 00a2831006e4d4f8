/**
 * Candles: where the price was, minute by minute, and how much was traded.
 *
 * <pre>
 *   market.events ──▶ market ──▶ a {@link dev.openbell.history.candles.Tick} of each trade ──▶ candles
 *   price.updates ──▶ {@link dev.openbell.history.candles.Prices} ──▶ a tick of each price ──▶ price_candles
 *                        └──▶ price.updates.dlq, what is no price
 * </pre>
 *
 * A minute, an hour and a day are stored, so that every interval is made of few rows, however long it is.
 */
@NullMarked
package dev.openbell.history.candles;

import org.jspecify.annotations.NullMarked;
