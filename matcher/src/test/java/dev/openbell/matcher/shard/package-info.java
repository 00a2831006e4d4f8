/** Where a shard begins. */
@org.jspecify.annotations.NullMarked
package dev.openbell.matcher.shard;
