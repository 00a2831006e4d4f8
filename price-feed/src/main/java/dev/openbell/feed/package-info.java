/**
 * The price feed: a market of its own making, published to {@code price.updates}.
 *
 * <pre>
 *   Walk (one symbol, a model) ──▶ Quote (on the tick grid, exact) ──▶ Feed (when to publish) ──▶ Kafka
 * </pre>
 */
@NullMarked
package dev.openbell.feed;

import org.jspecify.annotations.NullMarked;
