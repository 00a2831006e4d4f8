/**
 * The stream gateway: what happens on the venue, told over one WebSocket.
 *
 * <pre>
 *   matcher (books) ──┐
 *   market.events ────┼──▶ floor: an image of each book, and who follows what ──▶ tray ──▶ socket
 *   price.updates ────┘                          ▲
 *                                     door: requests of the clients
 * </pre>
 *
 * Everything on the floor happens on one thread, so nothing in it needs a lock.
 */
@NullMarked
package dev.openbell.stream;

import org.jspecify.annotations.NullMarked;
