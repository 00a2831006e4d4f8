/**
 * How prices get into the command log: the owner of the shard reads the feed, and appends a tick for each symbol that is listed as a CFD.
 *
 * <pre>
 *   price.updates ──▶ PriceTicks ──▶ Conflation (what is due) ──▶ trading.commands
 * </pre>
 *
 * <p>The log grows with every tick, so it takes at most one of a symbol in {@code PRICE_MIN_INTERVAL}, and one every two seconds while bid
 * and ask stay what they are: often enough that the engine does not take the price for stale.
 */
@NullMarked
package dev.openbell.matcher.prices;

import org.jspecify.annotations.NullMarked;
