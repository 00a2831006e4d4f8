/**
 * The floor: an image of every book, the clients that stand around it, and what each of them is owed.
 *
 * <pre>
 *   log ───▶ Tape ──▶ Pits (an instrument each: book, followers) ──▶ OutTray of each Session ──▶ Line ──▶ Carriers
 *              ├────▶ Booths (an account each: its own channels, what it may have missed) ──┤
 *              └────▶ Screens (a symbol each: ticker, candles) ─────────────────────────────┤
 *   feed ──▶ PriceBoard ────────────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * {@link dev.openbell.stream.floor.Floor} is their door, and all of it belongs to {@link dev.openbell.stream.floor.FloorThread}.
 */
@NullMarked
package dev.openbell.stream.floor;

import org.jspecify.annotations.NullMarked;
