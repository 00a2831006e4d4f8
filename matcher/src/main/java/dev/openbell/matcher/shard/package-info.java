/** One market group: the thread on which its engine lives, the log it follows, and those who wait for answers. */
@NullMarked
package dev.openbell.matcher.shard;

import org.jspecify.annotations.NullMarked;
