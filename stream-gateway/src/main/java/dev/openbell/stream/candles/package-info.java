/**
 * What trades and prices make of a day: candles and the summary of the last 24 hours. Pure.
 *
 * <pre>
 *   the history's minutes ──▶ Chart ──▶ the running candle of each Interval, and the Summary
 *   what is heard live    ──▶
 * </pre>
 */
@NullMarked
package dev.openbell.stream.candles;

import org.jspecify.annotations.NullMarked;
