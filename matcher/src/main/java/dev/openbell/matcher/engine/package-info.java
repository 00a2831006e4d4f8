/**
 * The rules of the market: a {@link Command} goes in, {@link Event}s come out.
 *
 * <pre>
 *   command log ──▶ Engine (decides) ──▶ events ──▶ event log
 *                      ▲  Book, Ledger  ◀──┘
 * </pre>
 *
 * Time and identity arrive with the command, so the same log always gives the same market. Plain Java: no clock, no thread, no
 * framework, nothing random. Prices, quantities and amounts are whole units of 1e-8; ids and accounts are numbers here and text outside.
 */
@NullMarked
package dev.openbell.matcher.engine;

import org.jspecify.annotations.NullMarked;
