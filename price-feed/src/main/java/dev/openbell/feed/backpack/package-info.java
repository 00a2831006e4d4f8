/**
 * The prices of Backpack Exchange, from its public WebSocket.
 *
 * <pre>
 *   Line (one connection) ──▶ FrameReader (what may be believed) ──▶ Market (one symbol: its top, its last price) ──▶ Outlet
 *     ▲
 *   BackpackExchange (connects, watches for silence, connects again)
 * </pre>
 *
 * <p>The exchange acknowledges no subscription and says nothing of a market that it does not know, so only frames tell that a symbol lives.
 */
@NullMarked
package dev.openbell.feed.backpack;

import org.jspecify.annotations.NullMarked;
