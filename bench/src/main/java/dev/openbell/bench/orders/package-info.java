/**
 * {@code ./openbell bench rest} and {@code session}: how many orders a second the whole venue takes, every service running and
 * persisting, before its answers come too late.
 */
@NullMarked
package dev.openbell.bench.orders;

import org.jspecify.annotations.NullMarked;
