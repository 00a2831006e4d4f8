/**
 * How much one caller may ask in a minute, over all doors of the venue together.
 *
 * <pre>
 *   a request ──▶ RateLimits ──▶ Quota (here, in memory) ──▶ goes on, or is refused
 *                                  │            ▲
 *                                  ▼ a moment later, beside the requests
 *                                SharedCount ◀──▶ Redis ◀──▶ the other doors
 * </pre>
 * No request waits for Redis, and without it every door goes on by itself.
 */
@NullMarked
package dev.openbell.chassis.limits;

import org.jspecify.annotations.NullMarked;
