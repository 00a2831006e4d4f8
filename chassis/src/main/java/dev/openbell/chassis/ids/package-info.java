/** Names: how a number becomes the opaque id that people and bots see, and which names callers may choose themselves. */
@NullMarked
package dev.openbell.chassis.ids;

import org.jspecify.annotations.NullMarked;
