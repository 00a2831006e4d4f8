/**
 * The price feed: the prices of an exchange, or of a market of its own making, published to {@code price.updates}.
 *
 * <pre>
 *   Source (backpack: an exchange's WebSocket, synthetic: a model) ──▶ Outlet ──▶ Publisher ──▶ Kafka
 *                                                                      Board (when each symbol may go out, and when it must)
 * </pre>
 */
@NullMarked
package dev.openbell.feed;

import org.jspecify.annotations.NullMarked;
