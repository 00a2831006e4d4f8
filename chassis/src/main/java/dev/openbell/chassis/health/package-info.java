/** What a service waits for, and whether it is ready. */
@NullMarked
package dev.openbell.chassis.health;

import org.jspecify.annotations.NullMarked;
