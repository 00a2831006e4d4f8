/**
 * The market maker: a bot like any other, over the public gRPC contract. Whoever writes a bot may begin here, with {@link
 * dev.openbell.maker.Maker}; docs/bots.md goes before it.
 *
 * <pre>
 *                     ┌────────── OwnOrders (what stands) ◀── answers, reports ──┐
 *   Prices ──▶ Maker ─┤                                                          │
 *                     └─▶ Ladder (what should stand) ─▶ Changes ─▶ OrderLine ────┘
 *
 *   Reach: how near to the price the venue lets the ladder stand
 *   Taker: another account, which trades with the quotes now and then
 * </pre>
 */
@NullMarked
package dev.openbell.maker;

import org.jspecify.annotations.NullMarked;
