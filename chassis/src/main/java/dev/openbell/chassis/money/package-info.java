/** Exact amounts: decimal text to whole units of 1e-8 and back. */
@NullMarked
package dev.openbell.chassis.money;

import org.jspecify.annotations.NullMarked;
