/**
 * What accounts hold, folded from the same events and in the same transaction as everything else: their positions by trades, and
 * their CFD positions.
 *
 * <pre>
 *   Traded          ──▶ {@link dev.openbell.history.positions.NetPositions} ──▶ positions
 *   PositionChanged ──▶ {@link dev.openbell.history.positions.CfdPositions} ──▶ cfd_positions, cfd_events
 *   PriceMarked     ──▶                                                     ──▶ cfd_marks
 * </pre>
 */
@NullMarked
package dev.openbell.history.positions;

import org.jspecify.annotations.NullMarked;
