/** Redis, for those who can do without it. */
@NullMarked
package dev.openbell.chassis.redis;

import org.jspecify.annotations.NullMarked;
