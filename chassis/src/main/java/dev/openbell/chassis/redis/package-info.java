/** Redis, which may be away at any time. */
@NullMarked
package dev.openbell.chassis.redis;

import org.jspecify.annotations.NullMarked;
