/**
 * {@code ./openbell bench ws}: how soon a change of a book is with very many clients.
 *
 * <pre>
 *   Quotes ──▶ matcher ──▶ log ──▶ gateway ──▶ Spectators (a Crowd of them on one thread) ──▶ Deliveries
 *     └─ when each change was due, taken in, and which number it got ────────────────────────────┘
 * </pre>
 */
@NullMarked
package dev.openbell.bench.sockets;

import org.jspecify.annotations.NullMarked;
