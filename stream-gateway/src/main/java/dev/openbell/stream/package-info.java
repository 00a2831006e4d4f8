/**
 * The stream gateway: what happens on the venue, told over one WebSocket, and to bots over gRPC.
 *
 * <pre>
 *   matcher (books) ──┐
 *   market.events ────┤
 *   price.updates ────┼──▶ floor: books, prices, charts, accounts, and who follows what ──▶ trays ──▶ sockets, streams
 *   history (before) ─┘                          ▲          └──▶ shop window (Redis) ──▶ the edge's passers-by
 *                                     door: requests of the clients ──▶ matcher (orders)
 * </pre>
 *
 * Everything on the floor happens on one thread, so nothing in it needs a lock.
 */
@NullMarked
package dev.openbell.stream;

import org.jspecify.annotations.NullMarked;
