/**
 * The floor: an image of every book, the clients that stand around it, and what each of them is owed.
 *
 * <pre>
 *   log ──▶ Floor ──▶ Pit (one instrument: book, followers) ──▶ Outbox of each Session ──▶ Line
 *             └─────▶ PrivateFeed (one account's own channel) ──────┘
 * </pre>
 *
 * All of it belongs to {@link dev.openbell.stream.floor.FloorThread}.
 */
@NullMarked
package dev.openbell.stream.floor;

import org.jspecify.annotations.NullMarked;
