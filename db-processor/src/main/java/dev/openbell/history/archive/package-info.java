/**
 * What has been, told to whom it belongs: orders, their events, fills, ledger entries and positions to their owner, trades, and what they
 * sum up to, to everybody. Lists go from the newest back, a page at a time, and rows that arrive meanwhile move none that is still to come.
 */
@NullMarked
package dev.openbell.history.archive;

import org.jspecify.annotations.NullMarked;
