/** How the venue tells time. */
@NullMarked
package dev.openbell.chassis.time;

import org.jspecify.annotations.NullMarked;
