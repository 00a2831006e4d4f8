/**
 * The matcher: the gRPC trading door, and the engine behind the command log.
 *
 * <pre>
 *   door ──▶ trading.commands ──▶ shard: engine applies ──▶ market.events
 *     ▲                               │
 *     └──────────── answer ───────────┘
 * </pre>
 */
@NullMarked
package dev.openbell.matcher;

import org.jspecify.annotations.NullMarked;
