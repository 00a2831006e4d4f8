/**
 * The way on after a loss: {@code ./openbell recover}. What is left of the market is put together, what the events say beyond it is
 * reported, and a new log epoch begins with a statement of how everything stands.
 *
 * <pre>
 *   newest snapshot ──▶ Remains (an engine) ◀── trading.commands
 *                          │
 *                          ├──▶ Report        what is missing
 *                          └──▶ Statement ──▶ market.events, and a snapshot that goes on from there
 *                          │
 *   market.events ──▶ Heard (what was told)
 * </pre>
 *
 * The same words tell whoever checks the tables how everything stood where a trimmed log begins ({@link dev.openbell.matcher.recover.Archive}).
 */
@NullMarked
package dev.openbell.matcher.recover;

import org.jspecify.annotations.NullMarked;
