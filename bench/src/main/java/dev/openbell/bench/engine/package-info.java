/**
 * {@code ./openbell bench engine}: how fast the book and the whole engine are on one thread, beside a book that others trust, and how much
 * they remember.
 *
 * <pre>
 *   EngineBench ──▶ a JVM for each measurement: Measurement (a Contestant carries out a Flow), Sizes
 *        ▲                                            │
 *        └────────────── figures, as JSON ◀───────────┘
 * </pre>
 *
 * A contestant whose outcome is not that of the flow has no figure: fast and wrong is found out.
 */
@NullMarked
package dev.openbell.bench.engine;

import org.jspecify.annotations.NullMarked;
