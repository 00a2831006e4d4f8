/**
 * The market maker: a bot like any other, over the public gRPC contract.
 *
 * <pre>
 *   prices ──▶ Quoter ──▶ Ladder (what should stand) ──▶ cancel, place
 *                ▲                                            │
 *                └────────────── open orders ◀────────────────┘
 * </pre>
 */
@NullMarked
package dev.openbell.maker;

import org.jspecify.annotations.NullMarked;
